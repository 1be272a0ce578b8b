from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('twin', '0008_what_sources_say_of_themselves'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='parts',
            field=models.JSONField(default=dict),
        ),
    ]
