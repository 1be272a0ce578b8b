"""Ties by exact codes, the surest: a source's own references, then codes that many sources share."""

from spatial.codes.schemes.unit_code import LENGTH, PARCEL_LENGTH
from twin.linkage.steps import Step
from twin.models import Method, Relation

HOUSE_PART = 24
"""The characters of a real-estate unit code (GB/T 37346) that are its parcel's and its building's."""
TELLING, ELSEWHERE = 6, 0.95
"""From how many characters on a source's own code is looked for in another source, and what that scores."""


def refer(relation: Relation, kind: str, column: str, target: str, told: bool = True) -> Step:
    """By a reference within one source: `column` of `kind` holds the code of the `target`.

    Where not `told`, the reason leaves the code out: it stands on a row about a person.
    """
    value = f"' “' || item.{column} || '”'" if told else "''"
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'Its {column} code' || {value} || ' is that of the {target} in the same source.' AS reason,
            false AS doubtful
        FROM twin_{kind} AS item JOIN edition USING (load_id)
        JOIN (twin_{target} AS target JOIN edition AS other USING (load_id))
          ON target.code = item.{column} AND other.dataset_id = edition.dataset_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
    """
    return Step(relation, Method.CODE, query, sure=True)


def refer_elsewhere(relation: Relation, kind: str, column: str, target: str, told: bool = True) -> Step:
    """By a reference to another source: registers are kept in parts, which name each other's codes.

    Very short codes are not looked for, because they mean something else in every source.
    """
    value = f"' “' || item.{column} || '”'" if told else "''"
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {ELSEWHERE} AS score,
            'Its {column} code' || {value} || ' is that of the {target} in another source.' AS reason,
            false AS doubtful
        FROM twin_{kind} AS item JOIN edition USING (load_id)
        JOIN (twin_{target} AS target JOIN edition AS other USING (load_id))
          ON target.code = item.{column} AND other.dataset_id <> edition.dataset_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND length(item.{column}) >= {TELLING}
    """
    return Step(relation, Method.CODE, query)


def match(
    relation: Relation, kind: str, value: str, target: str, other: str, sentence: str, where: str = "true"
) -> Step:
    """By a code that sources share: `value` of the `kind` is `other` of the `target`, both in SQL.

    `sentence` goes after “Its” and is followed by the code.
    """
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'Its {sentence} “' || {value} || '”.' AS reason, false AS doubtful
        FROM twin_{kind} AS item JOIN twin_{target} AS target ON {other} = {value}
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND {where}
    """
    return Step(relation, Method.CODE, query)


def match_codes(relation: Relation, kind: str, value: str, target: str, sentence: str) -> Step:
    """By a code of the `kind` that is one of the other codes of a `target`."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'Its {sentence} “' || {value} || '” (' || code.scheme || ').' AS reason, false AS doubtful
        FROM twin_{kind} AS item JOIN twin_code AS code ON code.code = {value}
        JOIN twin_{target} AS target ON target.thing_id = code.thing_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND upper_inf(code.recorded)
          AND length({value}) >= {TELLING}
    """
    return Step(relation, Method.CODE, query)


def share_codes(relation: Relation, kind: str, target: str) -> Step:
    """By another code, of one scheme, that both bear."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'Both bear the code “' || own.code || '” (' || own.scheme || ').' AS reason, false AS doubtful
        FROM twin_{kind} AS item JOIN twin_code AS own ON own.thing_id = item.thing_id
        JOIN twin_code AS code ON code.scheme = own.scheme AND code.code = own.code
        JOIN twin_{target} AS target ON target.thing_id = code.thing_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
          AND upper_inf(own.recorded) AND upper_inf(code.recorded)
    """
    return Step(relation, Method.CODE, query)


def same(kind: str, value: str, sentence: str, told: bool = True) -> Step:
    """That things of one kind in several sources are one, because they bear one code."""
    items = f"""
        SELECT thing_id, dataset_id, {value} AS key, {value} AS told
        FROM twin_{kind} JOIN edition USING (load_id)
        WHERE upper_inf(recorded) AND {value} IS NOT NULL
    """
    return unite(Method.CODE, 1.0, items, f"Both bear the {sentence}", told)


def unite(method: Method, score: float, items: str, sentence: str, told: bool = True) -> Step:
    """That `items` (thing_id, dataset_id, key, told) of one key are one real thing: each is the first's.

    Where a source has two of a key, which of them it is is doubtful.
    """
    value = "' “' || item.told || '”'" if told else "''"
    query = f"""
        WITH item AS ({items})
        SELECT item.thing_id, first.thing_id AS target_id, {score} AS score,
            '{sentence}' || {value} || '.' AS reason, first.number > first.sources AS doubtful
        FROM item JOIN (
            SELECT key, min(thing_id) AS thing_id, (array_agg(dataset_id ORDER BY thing_id))[1] AS dataset_id,
                count(*) AS number, count(DISTINCT dataset_id) AS sources
            FROM item GROUP BY key HAVING count(DISTINCT dataset_id) > 1
        ) AS first ON first.key = item.key AND first.dataset_id <> item.dataset_id
    """
    return Step(Relation.SAME, method, query)


def stay(relation: Relation, book: str, column: str, target: str) -> Step:
    """By a dated relation, `book`, whose person and `target` its own source holds."""
    query = f"""
        SELECT person.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'A {book} names the {target} by its code, in the same source.' AS reason, false AS doubtful
        FROM twin_{book} AS book JOIN edition USING (load_id)
        JOIN (twin_person AS person JOIN edition AS home USING (load_id))
          ON person.code = book.person AND home.dataset_id = edition.dataset_id
        JOIN (twin_{target} AS target JOIN edition AS place USING (load_id))
          ON target.code = book.{column} AND place.dataset_id = edition.dataset_id
        WHERE upper_inf(book.recorded) AND upper_inf(person.recorded) AND upper_inf(target.recorded)
    """
    return Step(relation, Method.CODE, query)


def stay_elsewhere(relation: Relation, book: str, column: str, target: str, other: str) -> Step:
    """By a dated relation of whose person and `target` at least one is held by another source alone.

    `other` is the code of the target in SQL. A person's hash is the same everywhere, and the first thing that
    bears it stands for the person.
    """
    query = f"""
        SELECT person.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'A {book} names the {target} by its code, in another source.' AS reason,
            count(*) OVER (PARTITION BY book.id) > 1 AS doubtful
        FROM twin_{book} AS book JOIN edition USING (load_id)
        JOIN (
            SELECT code, min(thing_id) AS thing_id, array_agg(dataset_id) AS sources
            FROM twin_person JOIN edition USING (load_id) WHERE upper_inf(recorded) GROUP BY code
        ) AS person ON person.code = book.person
        JOIN (twin_{target} AS target JOIN edition AS place USING (load_id)) ON {other} = book.{column}
        WHERE upper_inf(book.recorded) AND upper_inf(target.recorded) AND (
            place.dataset_id = edition.dataset_id AND NOT edition.dataset_id = ANY (person.sources)
            OR place.dataset_id <> edition.dataset_id AND length(book.{column}) >= {TELLING} AND NOT EXISTS (
                SELECT FROM twin_{target} AS own JOIN edition AS home USING (load_id)
                WHERE own.code = book.{column} AND home.dataset_id = edition.dataset_id
                  AND upper_inf(own.recorded)
            )
        )
    """
    return Step(relation, Method.CODE, query)


def along(kind: str, method: Method, sentence: str) -> Step:
    """That a building stands where the house told of it does, or a house where its building does."""
    item, other = ("target_id", "thing_id") if kind == "building" else ("thing_id", "target_id")
    query = f"""
        SELECT tie.{item} AS thing_id, found.target_id, found.score, '{sentence} ' || found.reason AS reason,
            found.standing <> 'stands' AS doubtful
        FROM twin_tie AS tie JOIN found ON found.thing_id = tie.{other}
        WHERE upper_inf(tie.recorded) AND tie.relation = 'house-building' AND tie.standing = 'stands'
    """
    return Step(Relation.BUILDING_ON_PARCEL, method, query)


def by_unit_codes() -> Step:
    """That a house stands on the parcel its dwellings' real-estate unit codes begin with."""
    return Step(
        Relation.BUILDING_ON_PARCEL,
        Method.CODE,
        f"""
        SELECT DISTINCT tie.target_id AS thing_id, parcel.thing_id AS target_id, 1.0 AS score,
            'Its dwellings’ unit codes begin with the parcel''s, “' || left(parcel.unit_code, {PARCEL_LENGTH})
            || '”.' AS reason, false AS doubtful
        FROM twin_tie AS tie JOIN twin_dwelling AS dwelling ON dwelling.thing_id = tie.thing_id
        JOIN twin_parcel AS parcel
          ON left(parcel.unit_code, {PARCEL_LENGTH}) = left(dwelling.unit_code, {PARCEL_LENGTH})
        WHERE upper_inf(tie.recorded) AND tie.relation = 'dwelling-house' AND tie.standing = 'stands'
          AND upper_inf(dwelling.recorded) AND upper_inf(parcel.recorded)
          AND length(dwelling.unit_code) = {LENGTH} AND length(parcel.unit_code) >= {PARCEL_LENGTH}
        """,
    )


D, H, B = Relation.DWELLING_IN_HOUSE, Relation.HOUSE_IS_BUILDING, Relation.BUILDING_ON_PARCEL
PARCEL_CODE = f"left(target.unit_code, {PARCEL_LENGTH})"
STEPS = (
    same("dwelling", "unit_code", "real-estate unit code"),
    same("house", "house_code", "house code"),
    same("parcel", "unit_code", "real-estate unit code"),
    same("enterprise", "credit_code", "social credit code"),
    same("person", "code", "hash of one identity number", told=False),
    refer(D, "dwelling", "house", "house"),
    match(D, "dwelling", "item.house_code", "house", "target.house_code", "house code is the house''s"),
    match(D, "dwelling", "item.house", "house", "target.house_code", "house is the house code"),
    match_codes(D, "dwelling", "item.house_code", "house", "house code is a code of the house,"),
    refer_elsewhere(D, "dwelling", "house", "house"),
    match(
        D,
        "dwelling",
        f"left(item.unit_code, {HOUSE_PART})",
        "house",
        "target.house_code",
        "unit code begins with the house''s,",
        f"length(item.unit_code) = {LENGTH}",
    ),
    refer(H, "house", "code", "building"),
    match_codes(H, "house", "item.house_code", "building", "house code is a code of the building,"),
    match_codes(H, "house", "item.code", "building", "own code is a code of the building,"),
    match(H, "house", "item.house_code", "building", "target.code", "house code is the building''s"),
    refer_elsewhere(H, "house", "code", "building"),
    share_codes(H, "house", "building"),
    refer(B, "house", "parcel", "parcel"),
    match(
        B,
        "house",
        f"left(item.parcel, {PARCEL_LENGTH})",
        "parcel",
        PARCEL_CODE,
        "parcel''s unit code is",
        f"length(item.parcel) >= {PARCEL_LENGTH}",
    ),
    refer_elsewhere(B, "house", "parcel", "parcel"),
    match_codes(B, "house", "item.parcel", "parcel", "parcel code is a code of the parcel,"),
    by_unit_codes(),
    along("building", Method.CODE, "By the house told of it:"),
    refer(Relation.HOUSEHOLD_AT_DWELLING, "household", "dwelling", "dwelling", told=False),
    Step(
        Relation.HOUSEHOLD_AT_DWELLING,
        Method.CODE,
        """
        SELECT item.thing_id, target.thing_id AS target_id, 1.0 AS score,
            'It names the dwelling by its real-estate unit code.' AS reason, false AS doubtful
        FROM twin_household AS item JOIN twin_dwelling AS target ON target.unit_code = item.dwelling
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
        """,
    ),
    refer_elsewhere(Relation.HOUSEHOLD_AT_DWELLING, "household", "dwelling", "dwelling", told=False),
    refer(Relation.PERSON_IN_HOUSEHOLD, "person", "household", "household", told=False),
    refer_elsewhere(Relation.PERSON_IN_HOUSEHOLD, "person", "household", "household", told=False),
    stay(Relation.PERSON_AT_DWELLING, "residence", "dwelling", "dwelling"),
    stay_elsewhere(Relation.PERSON_AT_DWELLING, "residence", "dwelling", "dwelling", "target.code"),
    stay_elsewhere(Relation.PERSON_AT_DWELLING, "residence", "dwelling", "dwelling", "target.unit_code"),
    stay(Relation.PERSON_AT_WORKPLACE, "employment", "workplace", "workplace"),
    stay_elsewhere(Relation.PERSON_AT_WORKPLACE, "employment", "workplace", "workplace", "target.code"),
    refer(Relation.WORKPLACE_OF_ENTERPRISE, "workplace", "enterprise", "enterprise"),
    match(
        Relation.WORKPLACE_OF_ENTERPRISE,
        "workplace",
        "item.enterprise",
        "enterprise",
        "target.credit_code",
        "enterprise''s social credit code is",
    ),
    refer_elsewhere(Relation.WORKPLACE_OF_ENTERPRISE, "workplace", "enterprise", "enterprise"),
)
