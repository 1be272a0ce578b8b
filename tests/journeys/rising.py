"""A writer whose buildings only rise: `python -m tests.journeys.rising SEED CODE …` in a twin's environment.

Through the twin's own way it gives one building after the other a height above all before, and now and then
puts up another at its place; once the change has committed it says so: code, height, how many more stand
there. Until it is killed.
"""

import os
import random
import sys
from itertools import count

import django

TAKE_UP = """
    WITH thing AS (
        INSERT INTO twin_thing (dataset_id, kind, code)
        SELECT dataset_id, kind, %(code)s || '+' || %(height)s FROM twin_thing
        WHERE kind = 'building' AND code = %(code)s RETURNING id, code
    )
    INSERT INTO twin_building (thing_id, code, height, klass, valid, recorded, load_id, openness, digest,
        attributes, footprint, tile)
    SELECT thing.id, thing.code, 1, klass, valid, recorded, load_id, openness, digest,
        attributes, footprint, tile
    FROM twin_building, thing WHERE twin_building.code = %(code)s
"""
OFTEN = 5


def main() -> None:
    """Write until the end."""
    from django.db import connection

    from twin import changes
    from twin.models import Building

    chance, codes = random.Random(sys.argv[1]), sys.argv[2:]
    top = max(Building.objects.values_list("height", flat=True))
    for number in count(1):
        code, height = chance.choice(codes), float(int(top) + number)
        with changes.writing() as changed:
            changed.add(Building)
            Building.objects.filter(code=code).update(height=height)
            if number % OFTEN == 0:
                with connection.cursor() as cursor:
                    cursor.execute(TAKE_UP, {"code": code, "height": height})
            more = Building.objects.filter(code__startswith=f"{code}+").count()
        sys.stdout.write(f"{code} {height} {more}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    django.setup()
    main()
