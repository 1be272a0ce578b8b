"""Published tables are found by what began or ended after a moment, as the city's own are."""

from django.db import migrations

INDEX = """
DO $body$
DECLARE
    told name;
BEGIN
    FOR told IN SELECT tablename FROM pg_tables WHERE schemaname = 'published' AND tablename ~ '^d[0-9]+$' LOOP
        EXECUTE format('CREATE INDEX IF NOT EXISTS %1$s_begun ON published.%1$I USING brin
            (lower(recorded) timestamptz_minmax_multi_ops) WITH (autosummarize = true)', told);
        EXECUTE format('CREATE INDEX IF NOT EXISTS %1$s_ended ON published.%1$I (upper(recorded))
            WHERE NOT upper_inf(recorded)', told);
    END LOOP;
END
$body$
"""


class Migration(migrations.Migration):
    dependencies = [("twin", "0024_tiles_follow")]
    operations = [migrations.RunSQL(INDEX, migrations.RunSQL.noop)]
