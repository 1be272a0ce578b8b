"""The words of ties become enumerations, and their reasons codes with what they quote, without loss."""

from django.contrib.gis.db import models
from django.db import migrations

from twin.models.enumeration import EnumerationField

TYPES = """
CREATE TYPE twin_relation AS ENUM (
    'same', 'dwelling-house', 'house-building', 'building-parcel', 'household-dwelling',
    'person-household', 'person-dwelling', 'person-workplace', 'workplace-building',
    'workplace-enterprise'
);
CREATE TYPE twin_method AS ENUM (
    'code', 'address', 'position', 'fuzzy', 'hand'
);
CREATE TYPE twin_standing AS ENUM (
    'stands', 'proposed', 'rejected'
);
CREATE TYPE twin_reason AS ENUM (
    'reference', 'reference-elsewhere', 'house-code', 'names-house-code', 'names-unit-code',
    'names-credit-code', 'unit-code-begins', 'dwellings-unit-codes', 'listed-house-code',
    'listed-own-code', 'listed-parcel-code', 'shared-code', 'same-unit-code', 'same-house-code',
    'same-credit-code', 'same-person', 'same-address', 'residence', 'residence-elsewhere',
    'employment', 'employment-elsewhere', 'address', 'address-of-house', 'within', 'nearest',
    'likeness', 'words'
);
"""
THROUGH = "^(By the (house told of it|building it tells of): )*"
SAID = {
    "reference": r"Its \w+ code( “.*”)? is that of the \w+ in the same source\.",
    "reference-elsewhere": r"Its \w+ code( “.*”)? is that of the \w+ in another source\.",
    "house-code": r"Its house code is the (house|building)''s “",
    "names-house-code": "Its house is the house code “",
    "names-unit-code": "(Its parcel''s unit code is “|It names the dwelling by its real-estate unit code)",
    "names-credit-code": "Its enterprise''s social credit code is “",
    "unit-code-begins": "Its unit code begins with the house''s, “",
    "dwellings-unit-codes": "Its dwellings’ unit codes begin with the parcel''s, “",
    "listed-house-code": "Its house code is a code of the (house|building), “",
    "listed-own-code": "Its own code is a code of the building, “",
    "listed-parcel-code": "Its parcel code is a code of the parcel, “",
    "shared-code": "Both bear the code “",
    "same-unit-code": "Both bear the real-estate unit code “",
    "same-house-code": "Both bear the house code “",
    "same-credit-code": "Both bear the social credit code “",
    "same-person": "Both bear the hash of one identity number",
    "same-address": "Both have the address “",
    "residence": r"A residence names the dwelling by its code, in the same source\.",
    "residence-elsewhere": r"A residence names the dwelling by its code, in another source\.",
    "employment": r"A employment names the workplace by its code, in the same source\.",
    "employment-elsewhere": r"A employment names the workplace by its code, in another source\.",
    "address-of-house": "Its address is that of the building''s house: “",
    "address": r"Its address is (the \w+''s(: “|\.)|that of the \w+\.)",
    "within": "A point on its surface lies in the ",
    "nearest": r"The nearest \w+, [0-9.]+ m away\.",
    "likeness": "(Likely by |Nothing tells for or against it)",
}
"""How the sentences of each reason began."""
PLAIN = {
    "Its % code% is that of the % in the same source.": "reference",
    "A residence names the dwelling by its code, in the same source.": "residence",
    "A residence names the dwelling by its code, in another source.": "residence-elsewhere",
    "A employment names the workplace by its code, in the same source.": "employment",
    "A employment names the workplace by its code, in another source.": "employment-elsewhere",
    "It names the dwelling by its real-estate unit code.": "names-unit-code",
}
"""What nearly all say: found in a small part of the time that patterns take, with nothing to quote."""
USUAL = {
    **PLAIN,
    "By the house told of it: Its % code% is that of the % in the same source.": "reference",
    "Its house code is the building''s “%": "house-code",
    "Its house code is the house''s “%": "house-code",
}
"""What most of the others say; PostgreSQL keeps 32 patterns compiled, which are not enough for all of them."""
EARLY = "\n".join(f"    WHEN said LIKE '{sentence}' THEN '{reason}'" for sentence, reason in USUAL.items())
PLAINLY = " OR ".join(f"said LIKE '{sentence}'" for sentence in PLAIN)
CASES = "\n".join(f"    WHEN said ~ '{THROUGH}{pattern}' THEN '{reason}'" for reason, pattern in SAID.items())
READ = f"""
CREATE FUNCTION twin_read_reason(said text) RETURNS twin_reason LANGUAGE sql IMMUTABLE AS $read$
SELECT (CASE
{EARLY}
{CASES}
    ELSE 'words'
END)::twin_reason
$read$;
CREATE FUNCTION twin_says_more(said text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $read$
SELECT NOT ({PLAINLY})
$read$;
CREATE FUNCTION twin_read_quoted(said text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $read$
SELECT nullif(jsonb_strip_nulls(jsonb_build_object(
    'code', CASE WHEN twin_read_reason(said) NOT IN ('reference', 'words') THEN substring(said, '“(.*)”') END,
    'scheme', CASE WHEN twin_read_reason(said)::text ~ '^(listed|shared)' THEN substring(said, '” \\((.*?)\\)\\.') END,
    'metres', substring(said, 'The nearest \\w+, ([0-9.]+) m away\\.')::numeric,
    'apart', substring(said, ' They lie ([0-9]+) m apart\\.')::numeric,
    'number', substring(said, ' ([0-9]+) such are known\\.$')::bigint,
    'through_house', CASE WHEN said LIKE '%By the house told of it: %' THEN true END,
    'through_building', CASE WHEN said LIKE '%By the building it tells of: %' THEN true END,
    'other_address', CASE WHEN said LIKE '% But its address is that of another %' THEN true END,
    'other_code', CASE WHEN said LIKE '% But its code is that of another.%' THEN true END,
    'bits', CASE WHEN twin_read_reason(said) = 'likeness' THEN (
        SELECT coalesce(jsonb_object_agg(told[1], told[2]::numeric), '{{}}')
        FROM regexp_matches(said, '(\\w+) ([+-][0-9.]+)', 'g') AS told
    ) END,
    'words', CASE WHEN twin_read_reason(said) = 'words' THEN said END
)), '{{}}')
$read$;
"""
CONVERT = """
ALTER TABLE twin_tie ADD COLUMN quoted jsonb GENERATED ALWAYS AS (
    CASE WHEN twin_says_more(reason) THEN twin_read_quoted(reason) END
) STORED;
ALTER TABLE twin_tie ALTER COLUMN quoted DROP EXPRESSION;
ALTER TABLE twin_tie
    ALTER COLUMN relation TYPE twin_relation USING relation::twin_relation,
    ALTER COLUMN method TYPE twin_method USING method::twin_method,
    ALTER COLUMN standing TYPE twin_standing USING standing::twin_standing,
    ALTER COLUMN reason TYPE twin_reason USING twin_read_reason(reason);
"""
FORGET = "DROP FUNCTION twin_says_more(text), twin_read_quoted(text), twin_read_reason(text);"
RELATIONS = [
    ('same', 'is the same as'), ('dwelling-house', 'is a dwelling of'),
    ('house-building', 'is told of the building'), ('building-parcel', 'stands on'),
    ('household-dwelling', 'lives at'), ('person-household', 'belongs to'),
    ('person-dwelling', 'resides at'), ('person-workplace', 'works at'),
    ('workplace-building', 'lies in'), ('workplace-enterprise', 'is run by'),
]
METHODS = [
    ('code', 'by an exact code'), ('address', 'by the normalised address'),
    ('position', 'by position'), ('fuzzy', 'by likeness'), ('hand', 'by hand'),
]
REASONS = [
    ('reference', 'Reference'), ('reference-elsewhere', 'Reference Elsewhere'),
    ('house-code', 'House Code'), ('names-house-code', 'Names House Code'),
    ('names-unit-code', 'Names Unit Code'), ('names-credit-code', 'Names Credit Code'),
    ('unit-code-begins', 'Unit Code Begins'), ('dwellings-unit-codes', 'Dwellings Unit Codes'),
    ('listed-house-code', 'Listed House Code'), ('listed-own-code', 'Listed Own Code'),
    ('listed-parcel-code', 'Listed Parcel Code'), ('shared-code', 'Shared Code'),
    ('same-unit-code', 'Same Unit Code'), ('same-house-code', 'Same House Code'),
    ('same-credit-code', 'Same Credit Code'), ('same-person', 'Same Person'),
    ('same-address', 'Same Address'), ('residence', 'Residence'),
    ('residence-elsewhere', 'Residence Elsewhere'), ('employment', 'Employment'),
    ('employment-elsewhere', 'Employment Elsewhere'), ('address', 'Address'),
    ('address-of-house', 'Address Of House'), ('within', 'Within'), ('nearest', 'Nearest'),
    ('likeness', 'Likeness'), ('words', 'Words'),
]
STANDINGS = [
    ('stands', 'stands'), ('proposed', 'awaits review'), ('rejected', 'was rejected'),
]
CURRENT = models.Q(recorded__upper_inf=True)


class Migration(migrations.Migration):

    dependencies = [
        ('twin', '0019_kept'),
    ]

    operations = [
        migrations.RemoveIndex('tie', 'tie_thing'),
        migrations.RemoveIndex('tie', 'tie_target'),
        migrations.RemoveIndex('tie', 'tie_waiting'),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL([TYPES, READ, CONVERT, FORGET])],
            [
                migrations.AlterField('tie', 'relation', EnumerationField(choices=RELATIONS, name_in_database='twin_relation')),
                migrations.AlterField('tie', 'method', EnumerationField(choices=METHODS, name_in_database='twin_method')),
                migrations.AlterField('tie', 'reason', EnumerationField(choices=REASONS, name_in_database='twin_reason')),
                migrations.AlterField('tie', 'standing', EnumerationField(choices=STANDINGS, default='stands', name_in_database='twin_standing')),
                migrations.AddField('tie', 'quoted', models.JSONField(null=True)),
            ],
        ),
        migrations.AddIndex('tie', models.Index('thing', name='tie_thing')),
        migrations.AddIndex('tie', models.Index('target', name='tie_target')),
        migrations.AddIndex('tie', models.Index('relation', 'score', name='tie_waiting', condition=CURRENT & models.Q(standing='proposed'))),
    ]
