from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('twin', '0007_the_merge_keeps_references'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='about',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='building',
            name='height_source',
            field=models.TextField(choices=[('measured', 'measured'), ('model', 'model'), ('storeys', 'storeys'), ('assumed', 'assumed')], null=True),
        ),
    ]
