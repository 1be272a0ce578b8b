"""Which objects go out together: an object with all that belongs to it, each object once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from spatial.cityobjects.kinds import KINDS
from twin.export.plan import Plan
from twin.export.selection import Selection
from twin.export.sketches import CHUNK, Sketch, sketch
from twin.models import Thing

# The kinds of objects that belong to others, and of those that others belong to.
RELATED = {kind.__name__ for kind in KINDS.values()} | {"Generic"}
PARTED = "Building"


class Families:
    """Puts everything that is selected into the plan; `notice` is told of each object."""

    def __init__(self, selection: Selection, plan: Plan, notice: Callable[[Sketch], None]) -> None:
        self.selection, self.plan, self.notice = selection, plan, notice
        self.related = selection.of_kinds(RELATED)

    def gather(self) -> None:
        """Plan the whole selection.

        First whatever belongs to nothing, with what belongs to it; then objects whose parents do not go out,
        or are mere groups; at last those that belong to each other in a circle.
        """
        for layer in self.selection.layers:
            for chunk in cut(sketch(self.selection.rows(layer), layer)):
                self._grow([one for one in chunk if not one.owned])
                owned = [one for one in chunk if one.owned]
                planned = self.plan.planned([one.thing for one in owned])
                self.plan.wait(one for one in owned if one.thing not in planned)
        while self._settle(self._orphans):
            pass
        self._settle(list)

    def _settle(self, choose: Callable[[list[Sketch]], list[Sketch]]) -> int:
        """Plan those of the waiting rows that are chosen; gives how many they were."""
        layers, number = {layer.id: layer for layer in self.selection.layers}, 0
        for id, rows in self.plan.waiting():
            waiting = self.selection.around(layers[id]).filter(pk__in=rows)
            heads = choose(list(sketch(waiting, layers[id])))
            number += len(heads)
            self._grow(heads)
        return number

    def _orphans(self, waiting: list[Sketch]) -> list[Sketch]:
        """Those whose parents do not wait themselves."""
        codes = {code for one in waiting for code in one.parents}
        wholes = {one.whole for one in waiting if one.whole is not None}
        awaited = self.plan.awaited(codes, wholes)
        return [
            one
            for one in waiting
            if not awaited & ({one.whole, *((one.dataset, code) for code in one.parents)} - {one.thing, None})
        ]

    def _grow(self, heads: list[Sketch]) -> None:
        """Plan objects, each with all that belongs to it and to its parts in turn."""
        planned = self.plan.planned([one.thing for one in heads])
        families = {one.thing: [one] for one in heads if one.thing not in planned}
        head_of = {thing: thing for thing in families}
        fresh = [family[0] for family in families.values() if not family[0].group]
        while fresh:
            found = list(self._find_children(fresh, head_of))
            planned = self.plan.planned([child.thing for _, child in found])
            fresh = []
            for parent, child in found:
                if child.thing in planned or child.thing in head_of:
                    continue
                head_of[child.thing] = head_of[parent]
                families[head_of[parent]].append(child)
                fresh.append(child)
        self.plan.add(families.values())
        for family in families.values():
            for one in family:
                self.notice(one)

    def _find_children(self, parents: list[Sketch], known: dict[int, int]) -> Iterator[tuple[int, Sketch]]:
        """What belongs to these objects, each with the thing it belongs to: by its whole, or by its code."""
        named: dict[tuple[int, str], int] = {}
        for parent in parents:
            for code in parent.children:
                named.setdefault((parent.dataset, code), parent.thing)
        things = [parent.thing for parent in parents]
        for layer in self.related:
            if layer.model == PARTED:
                parts = self.selection.around(layer).filter(parent_id__in=things)
                yield from ((part.whole, part) for part in sketch(parts, layer) if part.whole is not None)
        if not named:
            return
        identified = Thing.objects.filter(
            dataset_id__in={dataset for dataset, _ in named},
            kind__in=[kind.lower() for kind in RELATED],
            code__in={code for _, code in named},
        )
        wanted: dict[str, list[int]] = defaultdict(list)
        for thing, dataset, kind, code in identified.values_list("id", "dataset_id", "kind", "code"):
            if (dataset, code) in named and thing not in known:
                wanted[kind].append(thing)
        for layer in self.related:
            ids = wanted[layer.model.lower()]
            children = sketch(self.selection.around(layer).filter(thing_id__in=ids), layer) if ids else ()
            for child in children:
                if not child.group:
                    yield named[child.dataset, child.code], child


def cut(stream: Iterable[Sketch]) -> Iterator[list[Sketch]]:
    """The stream in lists of a size that can be planned at once."""
    pieces = iter(stream)
    while piece := list(islice(pieces, CHUNK)):
        yield piece
