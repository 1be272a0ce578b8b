"""What a run finds for one relation, gathered step by step in a table or view called `found`."""

from collections import Counter
from datetime import datetime

from twin.linkage.rates import EXPECTED
from twin.linkage.steps import SEVERAL, Step, execute, fetch, unite
from twin.models import Method, Relation

SEQUENCE = "twin_tie_id_seq"
COLUMNS = "thing_id, target_id, method, score, reason, quoted, standing"


def plan_for(method: Method) -> None:
    """Let whole tables be joined by hash, but positions by their index.

    The planner guesses that a third of the rows are current, which misleads it to a loop over millions.
    """
    execute(f"SET LOCAL enable_nestloop = {'on' if method is Method.POSITION else 'off'}")


def reserve_numbers() -> int:
    """The first of as many numbers of ties as there are of things, for this run alone."""
    [[first]] = fetch(f"SELECT nextval('{SEQUENCE}')")
    fetch(f"SELECT setval('{SEQUENCE}', {first} + (SELECT coalesce(max(id), 0) FROM twin_thing))")
    return int(first)


class Gathering:
    """The ties found for a relation: `counts` of them by method; whether they are `complete`.

    Where the relation has no ties yet (`fresh`), `found` is a view of the ties themselves, so that millions
    are written once; else it is a table, to be compared with what stands.
    """

    def __init__(self, relation: Relation, moment: datetime) -> None:
        self.relation, self.moment = relation, moment
        self.counts: Counter[str] = Counter()
        self.complete = False
        if relation is not Relation.SAME:
            unite()
        self.fresh = not fetch(
            "SELECT FROM twin_tie WHERE upper_inf(recorded) AND relation = %s LIMIT 1", (relation.value,)
        )
        if self.fresh:
            self.look_through()
        else:
            execute(f"CREATE TEMP TABLE found ON COMMIT DROP AS SELECT {COLUMNS} FROM twin_tie WITH NO DATA")

    def look_through(self) -> None:
        """Let `found` be the ties that this run opens."""
        execute(
            f"CREATE TEMP VIEW found AS SELECT id, {COLUMNS}, relation, who, recorded FROM twin_tie "
            f"WHERE relation = '{self.relation.value}' AND upper_inf(recorded)"
        )
        defaults = {
            "id": f"nextval('{SEQUENCE}')",
            "relation": f"'{self.relation.value}'",
            "who": "''",
            "recorded": f"tstzrange('{self.moment.isoformat()}', NULL)",
        }
        for column, value in defaults.items():
            execute(f"ALTER VIEW found ALTER COLUMN {column} SET DEFAULT {value}")

    def take(self, step: Step) -> None:
        """Add what the step finds for things that none before it found anything for."""
        if self.complete:
            return
        plan_for(step.method)
        taken = execute(self.sure(step) if step.sure else self.asked(step))
        if taken:
            self.counts[step.method.value] += taken
            self.complete = step.sure and self.has_all()
            self.analyse()

    def sure(self, step: Step) -> str:
        """Take the ties of a step that needs not be asked.

        It names each thing once, so a tie may be numbered by its thing: asking the sequence for each of
        millions takes a seventh of the time.
        """
        number, value = ("id, ", f"{reserve_numbers()} + thing_id, ") if self.fresh else ("", "")
        return f"""
            INSERT INTO found ({number}{COLUMNS})
            SELECT {value}thing_id, target_id, '{step.method}', score, reason, quoted, 'stands'
            FROM ({step.query}) AS named
        """

    def asked(self, step: Step) -> str:
        """Take the ties of a step, once each, proposed where doubtful or one would have to be guessed.

        What several sources tell of one target is one, and nothing to guess.
        """
        several = self.relation in SEVERAL
        alone = self.relation is Relation.SAME
        one = "target_id" if alone else "coalesce(one_id, target_id)"
        united = "" if alone else "LEFT JOIN united ON united.thing_id = named.target_id"
        number = "1" if several else "count(*) OVER (PARTITION BY thing_id)"
        known = "AND found.target_id = named.target_id" if several else ""
        return f"""
            INSERT INTO found ({COLUMNS})
            SELECT thing_id, target_id, '{step.method}', score, reason,
                CASE WHEN number > 1 THEN coalesce(quoted, '{{}}') || jsonb_build_object('number', number)
                    ELSE quoted END,
                (CASE WHEN doubtful OR number > 1 THEN 'proposed' ELSE 'stands' END)::twin_standing
            FROM (
                SELECT *, {number} AS number FROM (
                    SELECT DISTINCT ON (named.thing_id, {one}) named.* FROM ({step.query}) AS named {united}
                    WHERE NOT EXISTS (SELECT FROM found WHERE found.thing_id = named.thing_id {known})
                    ORDER BY named.thing_id, {one}, doubtful, score DESC, target_id, reason, quoted
                ) AS once
            ) AS counted
        """

    def has_all(self) -> bool:
        """Whether sure steps tied each thing that the relation is of, so that there is nothing to look for.

        Counting them takes a tenth of finding out that none is left, which every later step would.
        """
        kinds, _ = EXPECTED[self.relation]
        if len(kinds) > 1:
            return False
        [[number]] = fetch(f"SELECT count(*) FROM twin_{kinds[0]} WHERE upper_inf(recorded)")
        return self.counts.total() == int(number)

    def analyse(self) -> None:
        """Tell the planner what was found, which no join with it can do without."""
        execute("ANALYZE twin_tie (thing_id, target_id, relation)" if self.fresh else "ANALYZE found")

    def put_away(self) -> None:
        """Make room for the next relation."""
        execute(f"DROP {'VIEW' if self.fresh else 'TABLE'} found")
