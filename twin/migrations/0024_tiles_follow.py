"""Tiles follow what changes: rows tell how far they may be rounded, triggers note where tables change."""

import django.contrib.gis.db.models.fields
import django.contrib.postgres.indexes
import django.db.models.expressions
from django.db import migrations, models

from twin.migrations._together import Together

XID = "pg_current_xact_id()::text::bigint"
CLEARANCE = (
    "CASE WHEN ST_Dimension(%(expressions)s) < 2 THEN 'Infinity' "
    "WHEN ST_NRings(%(expressions)s) = 1 AND ST_IsValid(%(expressions)s) "
    "THEN ST_MinimumClearance(%(expressions)s) WHEN %(expressions)s IS NOT NULL THEN 0 END"
)
VERSIONS = (
    "address adminarea bridge building component generic hazardzone landuse link node peoplezone place planningzone "
    "plantcover road stock terrain water"
).split()
REGISTERS = (
    "commuteflow dwelling employment enterprise house household parcel person residence workplace"
).split()
WATCHED = (*VERSIONS, "parcel")

# Few changes are told row by row almost, many by the tiles of zoom 13 they lie in.
FUNCTIONS = """
CREATE FUNCTION twin_note_change() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    told text := CASE WHEN TG_TABLE_SCHEMA = 'public' THEN '' ELSE TG_TABLE_SCHEMA || '.' END || TG_TABLE_NAME;
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT tile FROM opened'
        WHEN 'DELETE' THEN 'SELECT tile FROM closed'
        ELSE 'SELECT tile FROM closed UNION ALL SELECT tile FROM opened' END;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO twin_change (relation) VALUES (told);
    ELSE
        EXECUTE format('
            WITH changed AS MATERIALIZED (%s),
            cell AS (SELECT 40075016.685578488 / CASE WHEN count(*) < 200 THEN 131072 ELSE 8192 END AS side FROM changed)
            INSERT INTO twin_change (relation, area)
            SELECT $1, ST_MakeEnvelope(
                min(ST_XMin(tile)), min(ST_YMin(tile)), max(ST_XMax(tile)), max(ST_YMax(tile)), 3857)
            FROM changed, cell WHERE NOT ST_IsEmpty(tile)
            GROUP BY floor(ST_XMin(tile) / side), floor(ST_YMin(tile) / side)', changed) USING told;
    END IF;
    PERFORM pg_notify('twin_change', '');
    RETURN NULL;
END
$body$;

-- Whoever may see a layer, and which of its fields, shows in all its tiles.
CREATE FUNCTION twin_note_description() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO twin_change (relation) VALUES ('published.d' || coalesce(NEW.id, OLD.id));
    PERFORM pg_notify('twin_change', '');
    RETURN NULL;
END
$body$;
CREATE TRIGGER note_description AFTER INSERT OR UPDATE OR DELETE ON twin_published
    FOR EACH ROW EXECUTE FUNCTION twin_note_description();

CREATE FUNCTION twin_watch(watched regclass) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('CREATE TRIGGER note_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS opened
        FOR EACH STATEMENT EXECUTE FUNCTION twin_note_change()', watched);
    EXECUTE format('CREATE TRIGGER note_update AFTER UPDATE ON %s
        REFERENCING OLD TABLE AS closed NEW TABLE AS opened
        FOR EACH STATEMENT EXECUTE FUNCTION twin_note_change()', watched);
    EXECUTE format('CREATE TRIGGER note_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS closed
        FOR EACH STATEMENT EXECUTE FUNCTION twin_note_change()', watched);
    EXECUTE format('CREATE TRIGGER note_truncate AFTER TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION twin_note_change()', watched);
END
$body$;

-- Two statements, since the second must see what was marked before the lock was had.
CREATE FUNCTION twin_may_keep(relations text[], west float8, south float8, east float8, north float8, seen pg_snapshot)
RETURNS boolean LANGUAGE plpgsql VOLATILE AS $body$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('twin.marks'));
    RETURN coalesce((SELECT max(xid) FROM twin_swept) < pg_snapshot_xmin(seen)::text::bigint, true)
        AND NOT EXISTS (
            SELECT FROM twin_mark
            WHERE (relation = ANY(relations) OR relation = '') AND (area IS NULL OR area && ST_MakeEnvelope(west, south, east, north, 3857))
              AND NOT pg_visible_in_snapshot(xid::text::xid8, seen)
        );
END
$body$;
"""
FORGET = """
DROP FUNCTION twin_may_keep;
DROP FUNCTION twin_watch;
DROP FUNCTION twin_note_change CASCADE;
DROP FUNCTION twin_note_description CASCADE;
"""


def clearance() -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(models.F("tile"), template=CLEARANCE),
        output_field=models.FloatField(null=True),
        db_persist=True,
    )


def place() -> list[tuple[str, models.Field]]:
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("xid", models.BigIntegerField(db_default=django.db.models.expressions.RawSQL(XID, ()))),
        ("relation", models.TextField()),
        ("area", django.contrib.gis.db.models.fields.PolygonField(null=True, spatial_index=False, srid=3857)),
    ]


def watch(apps, editor) -> None:
    with editor.connection.cursor() as cursor:
        for kind in WATCHED:
            cursor.execute("SELECT twin_watch(%s::regclass)", [f"twin_{kind}"])
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'published'"
        )
        for [relation] in cursor.fetchall():
            expression = CLEARANCE % {"expressions": "tile"}
            cursor.execute(
                f"ALTER TABLE {relation} ADD clearance double precision GENERATED ALWAYS AS ({expression}) STORED"
            )
            cursor.execute("SELECT twin_watch(%s::regclass)", [relation])


class Migration(migrations.Migration):
    dependencies = [("twin", "0023_overview")]

    operations = [
        Together(
            [migrations.AddField(kind, "clearance", clearance()) for kind in (*VERSIONS, *REGISTERS)]
        ),
        migrations.CreateModel(
            "Change",
            place(),
            options={"indexes": [models.Index(models.F("xid"), name="change_of")]},
        ),
        migrations.CreateModel(
            "Mark",
            place(),
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex("area", name="mark_area"),
                    models.Index(models.F("xid"), name="mark_of"),
                ]
            },
        ),
        migrations.CreateModel("Swept", [place()[0], ("xid", models.BigIntegerField())]),
        migrations.RunSQL(FUNCTIONS, FORGET),
        migrations.RunPython(watch, migrations.RunPython.noop),
    ]
