import django.contrib.postgres.fields
from django.db import migrations, models

# A superuser or the tables' owner could take the trigger off; the chain is what tells of it.
APPEND_ONLY = """
CREATE FUNCTION twin_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit of personal reads is append-only: % is refused.', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON twin_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION twin_refuse_change();
"""
CHANGEABLE = "DROP TRIGGER append_only ON twin_auditentry; DROP FUNCTION twin_refuse_change();"


class Migration(migrations.Migration):

    dependencies = [
        ('twin', '0013_runs'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('who', models.TextField()),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('purpose', models.TextField()),
                ('note', models.TextField(blank=True)),
                ('kind', models.TextField()),
                ('things', models.TextField()),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('rows', models.BigIntegerField()),
                ('door', models.TextField()),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(models.F('who'), models.F('number'), name='audit_who')],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
