"""Exports that are made by the worker and lie ready for some days."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('twin', '0027_error_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('who', models.TextField(blank=True, default='')),
                ('token', models.BigIntegerField(null=True)),
                ('groups', models.JSONField()),
                ('layer', models.TextField()),
                ('form', models.TextField()),
                ('question', models.TextField(blank=True, default='')),
                ('root', models.TextField(blank=True, default='')),
                ('language', models.TextField()),
                ('status', models.TextField(choices=[('accepted', 'Accepted'), ('running', 'Running'), ('successful', 'Successful'), ('failed', 'Failed'), ('dismissed', 'Dismissed')], default='accepted')),
                ('message', models.TextField(blank=True, default='')),
                ('done', models.BigIntegerField(default=0)),
                ('rows', models.BigIntegerField(null=True)),
                ('size', models.BigIntegerField(default=0)),
                ('file', models.TextField(blank=True, default='')),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('began', models.DateTimeField(null=True)),
                ('ended', models.DateTimeField(null=True)),
                ('job', models.BigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('who'), models.F('status'), name='export_of_whom'), models.Index(models.F('made'), name='export_made')],
            },
        ),
    ]
