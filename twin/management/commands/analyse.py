"""Work out a figure of the catalogue of analyses, or list them."""

import getpass
from collections.abc import Iterator
from typing import Any

import orjson
from django.core.management.base import CommandError, CommandParser

from spatial.amounts import write_amount, write_figure
from spatial.analysis import analyses
from spatial.inputs import list_inputs, read_all
from twin.access import Viewer
from twin.doorway.command import TwinCommand
from twin.layer import EVERYONE
from twin.runner import Asker, execute

MOST_FLOWS = 20


class Command(TwinCommand):
    help = "Run an analysis on the twin's tables and print what it finds; without a name, list them all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("analysis", nargs="?", metavar="ID")
        parser.add_argument(
            "--input", action="append", default=[], metavar="NAME=VALUE", help="an input, once for each"
        )
        parser.add_argument(
            "--json", action="store_true", help="the whole outcome, as the REST door gives it"
        )
        parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="the language of the words")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["analysis"] is None:
            for analysis in analyses:
                self.stdout.write(f"{analysis.id}: {analysis.title.zh} / {analysis.title.en}")
            return
        strange = next((pair for pair in options["input"] if "=" not in pair), None)
        if strange is not None:
            raise CommandError(f"“{strange}” is no input; write --input NAME=VALUE.")
        words = dict(pair.split("=", 1) for pair in options["input"])
        asker = Asker(getpass.getuser(), Viewer(EVERYONE))
        analysis = analyses[options["analysis"]]
        inputs = read_all(list_inputs(analysis), words)
        outcome = execute(analysis, inputs, asker, deadline=None).outcome or {}
        if options["json"]:
            self.stdout.write(orjson.dumps(outcome, option=orjson.OPT_INDENT_2).decode())
        else:
            self.tell(outcome, options["lang"])

    def tell(self, outcome: dict[str, Any], lang: str) -> None:
        """The rows a line each, then what they are to be quoted with."""
        self.stdout.write(f"{outcome['title'][lang]} ({outcome['analysis']}, {outcome['zoning']})")
        for row in outcome["rows"]:
            measure = outcome["measures"][row["measure"]]
            part = measure["parts"].get(row["part"], {}).get(lang, row["part"] or "")
            value = (
                outcome["reasons"][row["reason"]][lang]
                if row["reason"]
                else write_amount(row["value"], row["unit"], lang, measure.get("share", False))
            )
            counts = {
                count: "–" if row[count] is None else write_figure(row[count])
                for count in ("numerator", "denominator", "unknown")
            }
            shares = "" if row["denominator"] is None else " = {numerator} / {denominator}".format(**counts)
            name = " ".join(
                word for word in (row["name"] or row["place"], measure["title"][lang], part) if word
            )
            self.stdout.write(f"  {name}: {value}{shares}; ? {counts['unknown']}")
        for line in (*self.list_flows(outcome), *self.list_found(outcome, lang)):
            self.stdout.write(f"  {line}")
        self.stdout.write(outcome["how"][lang])
        sources = ", ".join(f"{one['dataset']} ({one['loaded']})" for one in outcome["sources"]) or "-"
        self.stdout.write(f"{sources}; valid {outcome['valid']}, recorded {outcome['recorded']}")

    def list_flows(self, outcome: dict[str, Any]) -> Iterator[str]:
        """The greatest flows."""
        names = [place["name"] for place in outcome.get("places", [])]
        for flows in outcome.get("flows", []):
            for origin, destination, count in flows["rows"][:MOST_FLOWS]:
                ends = ("–" if end is None else names[end] for end in (origin, destination))
                yield f"{' → '.join(ends)}: {write_figure(count)}"
            if more := max(0, len(flows["rows"]) - MOST_FLOWS) + flows["left_out"]["flows"]:
                yield f"… {more}"

    def list_found(self, outcome: dict[str, Any], lang: str) -> Iterator[str]:
        """The places that were found, with what is told of each."""
        for feature in outcome.get("shapes", {}).get("features", []):
            told = feature["properties"]
            measure = outcome["measures"][told["measure"]]
            amount = (
                outcome["reasons"][told["reason"]][lang]
                if told["reason"]
                else write_amount(told["value"], measure["unit"], lang)
            )
            yield f"{measure['title'][lang]} {told['name']}: {amount}"
