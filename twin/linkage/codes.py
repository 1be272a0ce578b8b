"""Ties by exact codes, the surest: a source's own references, then codes that many sources share."""

from spatial.codes.schemes.unit_code import LENGTH, PARCEL_LENGTH
from twin.linkage.steps import Step, because, worth
from twin.models import Method, Reason, Relation

HOUSE_PART = 24
"""The characters of a real-estate unit code (GB/T 37346) that are its parcel's and its building's."""
TELLING, ELSEWHERE = 6, 0.95
"""From how many characters on a source's own code is looked for in another source, and what that scores."""


def quote(code: str, scheme: str = "") -> str:
    """In SQL, the object of a quoted code and its scheme."""
    more = f", 'scheme', {scheme}" if scheme else ""
    return f"jsonb_build_object('code', {code}{more})"


def refer(relation: Relation, kind: str, column: str, target: str) -> Step:
    """By a reference within one source: `column` of `kind`, so not quoted, holds the code of the `target`."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(1)}, {because(Reason.REFERENCE)},
            false AS doubtful
        FROM twin_{kind} AS item JOIN edition USING (load_id)
        JOIN (twin_{target} AS target JOIN edition AS other USING (load_id))
          ON target.code = item.{column} AND other.dataset_id = edition.dataset_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
    """
    return Step(relation, Method.CODE, query, sure=True)


def refer_elsewhere(relation: Relation, kind: str, column: str, target: str, told: bool = True) -> Step:
    """By a reference to another source: registers are kept in parts, which name each other's codes.

    Very short codes are not looked for, because they mean something else in every source. Where not `told`,
    the code is not quoted: it stands on a row about a person.
    """
    reason = because(Reason.REFERENCE_ELSEWHERE, quote(f"item.{column}") if told else "NULL")
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(ELSEWHERE)}, {reason}, false AS doubtful
        FROM twin_{kind} AS item JOIN edition USING (load_id)
        JOIN (twin_{target} AS target JOIN edition AS other USING (load_id))
          ON target.code = item.{column} AND other.dataset_id <> edition.dataset_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND length(item.{column}) >= {TELLING}
    """
    return Step(relation, Method.CODE, query)


def match(
    relation: Relation, kind: str, value: str, target: str, other: str, reason: Reason, where: str = "true"
) -> Step:
    """By a code that sources share: `value` of the `kind` is `other` of the `target`, both in SQL."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(1)}, {because(reason, quote(value))},
            false AS doubtful
        FROM twin_{kind} AS item JOIN twin_{target} AS target ON {other} = {value}
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND {where}
    """
    return Step(relation, Method.CODE, query)


def match_codes(relation: Relation, kind: str, value: str, target: str, reason: Reason) -> Step:
    """By a code of the `kind` that is one of the other codes of a `target`."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(1)},
            {because(reason, quote(value, "code.scheme"))}, false AS doubtful
        FROM twin_{kind} AS item JOIN twin_code AS code ON code.code = {value}
        JOIN twin_{target} AS target ON target.thing_id = code.thing_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded) AND upper_inf(code.recorded)
          AND length({value}) >= {TELLING}
    """
    return Step(relation, Method.CODE, query)


def share_codes(relation: Relation, kind: str, target: str) -> Step:
    """By another code, of one scheme, that both bear."""
    query = f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(1)},
            {because(Reason.SHARED_CODE, quote("own.code", "own.scheme"))}, false AS doubtful
        FROM twin_{kind} AS item JOIN twin_code AS own ON own.thing_id = item.thing_id
        JOIN twin_code AS code ON code.scheme = own.scheme AND code.code = own.code
        JOIN twin_{target} AS target ON target.thing_id = code.thing_id
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
          AND upper_inf(own.recorded) AND upper_inf(code.recorded)
    """
    return Step(relation, Method.CODE, query)


def same(kind: str, value: str, reason: Reason, told: bool = True) -> Step:
    """That things of one kind in several sources are one, because they bear one code."""
    items = f"""
        SELECT thing_id, dataset_id, {value} AS key, {value} AS told
        FROM twin_{kind} JOIN edition USING (load_id)
        WHERE upper_inf(recorded) AND {value} IS NOT NULL
    """
    return unite(Method.CODE, 1.0, items, reason, told)


def unite(method: Method, score: float, items: str, reason: Reason, told: bool = True) -> Step:
    """That `items` (thing_id, dataset_id, key, told) of one key are one real thing: each is the first's.

    Where a source has two of a key, which of them it is is doubtful.
    """
    query = f"""
        WITH item AS ({items})
        SELECT item.thing_id, first.thing_id AS target_id, {worth(score)},
            {because(reason, quote("item.told") if told else "NULL")},
            first.number > first.sources AS doubtful
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
        SELECT person.thing_id, target.thing_id AS target_id, {worth(1)}, {because(Reason(book))},
            false AS doubtful
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
    one = "coalesce(united.one_id, target.thing_id)"
    query = f"""
        SELECT person.thing_id, target.thing_id AS target_id, {worth(1)},
            {because(Reason(f"{book}-elsewhere"))},
            min({one}) OVER (PARTITION BY book.id) < max({one}) OVER (PARTITION BY book.id) AS doubtful
        FROM twin_{book} AS book JOIN edition USING (load_id)
        JOIN (
            SELECT code, min(thing_id) AS thing_id, array_agg(dataset_id) AS sources
            FROM twin_person JOIN edition USING (load_id) WHERE upper_inf(recorded) GROUP BY code
        ) AS person ON person.code = book.person
        JOIN (twin_{target} AS target JOIN edition AS place USING (load_id)) ON {other} = book.{column}
        LEFT JOIN united ON united.thing_id = target.thing_id
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


def along(kind: str, method: Method, through: str) -> Step:
    """That a building stands where the house told of it does, or a house where its building does."""
    item, other = ("target_id", "thing_id") if kind == "building" else ("thing_id", "target_id")
    query = f"""
        SELECT tie.{item} AS thing_id, found.target_id, found.score, found.reason,
            coalesce(found.quoted, '{{}}') || '{{"{through}": true}}' AS quoted,
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
        SELECT DISTINCT tie.target_id AS thing_id, parcel.thing_id AS target_id, {worth(1)},
            {because(Reason.DWELLINGS_UNIT_CODES, quote(f"left(parcel.unit_code, {PARCEL_LENGTH})"))},
            false AS doubtful
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
    same("dwelling", "unit_code", Reason.SAME_UNIT_CODE),
    same("house", "house_code", Reason.SAME_HOUSE_CODE),
    same("parcel", "unit_code", Reason.SAME_UNIT_CODE),
    same("enterprise", "credit_code", Reason.SAME_CREDIT_CODE),
    same("person", "code", Reason.SAME_PERSON, told=False),
    refer(D, "dwelling", "house", "house"),
    match(D, "dwelling", "item.house_code", "house", "target.house_code", Reason.HOUSE_CODE),
    match(D, "dwelling", "item.house", "house", "target.house_code", Reason.NAMES_HOUSE_CODE),
    match_codes(D, "dwelling", "item.house_code", "house", Reason.LISTED_HOUSE_CODE),
    refer_elsewhere(D, "dwelling", "house", "house"),
    match(
        D,
        "dwelling",
        f"left(item.unit_code, {HOUSE_PART})",
        "house",
        "target.house_code",
        Reason.UNIT_CODE_BEGINS,
        f"length(item.unit_code) = {LENGTH}",
    ),
    refer(H, "house", "code", "building"),
    match_codes(H, "house", "item.house_code", "building", Reason.LISTED_HOUSE_CODE),
    match_codes(H, "house", "item.code", "building", Reason.LISTED_OWN_CODE),
    match(H, "house", "item.house_code", "building", "target.code", Reason.HOUSE_CODE),
    refer_elsewhere(H, "house", "code", "building"),
    share_codes(H, "house", "building"),
    refer(B, "house", "parcel", "parcel"),
    match(
        B,
        "house",
        f"left(item.parcel, {PARCEL_LENGTH})",
        "parcel",
        PARCEL_CODE,
        Reason.NAMES_UNIT_CODE,
        f"length(item.parcel) >= {PARCEL_LENGTH}",
    ),
    refer_elsewhere(B, "house", "parcel", "parcel"),
    match_codes(B, "house", "item.parcel", "parcel", Reason.LISTED_PARCEL_CODE),
    by_unit_codes(),
    along("building", Method.CODE, "through_house"),
    refer(Relation.HOUSEHOLD_AT_DWELLING, "household", "dwelling", "dwelling"),
    Step(
        Relation.HOUSEHOLD_AT_DWELLING,
        Method.CODE,
        f"""
        SELECT item.thing_id, target.thing_id AS target_id, {worth(1)}, {because(Reason.NAMES_UNIT_CODE)},
            false AS doubtful
        FROM twin_household AS item JOIN twin_dwelling AS target ON target.unit_code = item.dwelling
        WHERE upper_inf(item.recorded) AND upper_inf(target.recorded)
        """,
    ),
    refer_elsewhere(Relation.HOUSEHOLD_AT_DWELLING, "household", "dwelling", "dwelling", told=False),
    refer(Relation.PERSON_IN_HOUSEHOLD, "person", "household", "household"),
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
        Reason.NAMES_CREDIT_CODE,
    ),
    refer_elsewhere(Relation.WORKPLACE_OF_ENTERPRISE, "workplace", "enterprise", "enterprise"),
)
