/** The entry of a page of results: draws the figures its tables tell as bars and as a map of the zones. */

import { setWorkerUrl } from "maplibre-gl";

import { drawBars } from "./bars.ts";
import { make } from "./element.ts";
import { type Column, type Figures, listZones, type Outcome } from "./columns.ts";
import { find, locateWorker } from "./page.ts";
import { ask, toProblem } from "./server.ts";
import { drawZones } from "./zones.ts";

const page = JSON.parse(find("page").textContent ?? "") as Outcome;

async function start(): Promise<void> {
  try {
    show(await ask<Figures>(page.figures, {}));
  } catch (error) {
    console.error(error);
    const { title, detail, message } = toProblem(error);
    find("drawn-note").textContent = `${page.words["not_drawn"]} ${[title, detail].filter(Boolean).join(": ") || message}`;
  }
}

function show(figures: Figures): void {
  const zones = listZones(figures);
  if (zones.length < 2 && !figures.flows.length) return;
  find("drawn").hidden = false;
  const bars = drawBars(find("bars"), page);
  const shade = drawZones(find("map"), figures, page);
  const choice = make("select", { id: "shown", onchange: () => draw() });
  for (const [title, columns] of group(figures.columns))
    choice.append(
      make(
        "optgroup",
        { label: title },
        ...columns.map((column) => make("option", { value: column.key }, name(column))),
      ),
    );
  find("choice").append(make("label", { for: "shown" }, page.words["shown"]), choice);
  const draw = () => {
    const column = figures.columns.find((one) => one.key === choice.value);
    if (!column) return;
    bars(column, zones);
    shade(column);
  };
  draw();
}

function name(column: Column): string {
  return column.part ?? column.title;
}

function group(columns: Column[]): Map<string, Column[]> {
  const groups = new Map<string, Column[]>();
  for (const column of columns) groups.set(column.title, [...(groups.get(column.title) ?? []), column]);
  return groups;
}

const printer = find<HTMLButtonElement>("print");
printer.hidden = false;
printer.addEventListener("click", () => print());
setWorkerUrl(locateWorker());
void start();
