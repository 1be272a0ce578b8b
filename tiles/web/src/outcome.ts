/** The entry of a page of results: draws the figures its tables tell as bars and as a map of the zones. */

import { setWorkerUrl, type StyleSpecification } from "maplibre-gl";

import { raiseBars } from "./bars.ts";
import { type Column, type Figures, listZones, type Outcome } from "./columns.ts";
import { make } from "./element.ts";
import { BARE, findGround, type Ground } from "./ground.ts";
import { find, locateWorker } from "./page.ts";
import { listParts, rankZones } from "./ranking.ts";
import { ask, toProblem } from "./server.ts";
import { drawZones } from "./zones.ts";

const page = JSON.parse(find("page").textContent ?? "") as Outcome;

async function start(): Promise<void> {
  try {
    const [figures, ground] = await Promise.all([ask<Figures>(page.figures, {}), askGround()]);
    show(figures, ground);
  } catch (error) {
    console.error(error);
    const { title, detail, message } = toProblem(error);
    const told = [title, detail].filter(Boolean).join(": ") || message;
    find("drawn-note").textContent = `${page.words["not_drawn"]} ${told}`;
  }
}

/** The base of the twin's map; a result is worth showing without it. */
async function askGround(): Promise<Ground> {
  try {
    return findGround(await ask<StyleSpecification>(page.style, { lang: page.language }));
  } catch (error) {
    console.error(error);
    return BARE;
  }
}

/** On a map where there are zones, flows or places found, else the parts of the measures that have them. */
function show(figures: Figures, ground: Ground): void {
  const measures = group(figures.columns);
  const zones = listZones(figures);
  const found = figures.features.some(({ properties }) => properties["place"] === "found");
  if (zones.length > 1 || figures.flows.length || found) return showZones(figures, zones, measures, ground);
  const divided = measures.filter(([, columns]) => columns.length > 1);
  const city = figures.features.find(({ properties }) => properties["place"] === "city");
  if (!city || !divided.length) return;
  find("map").parentElement?.remove();
  find("drawn").hidden = false;
  const draw = raiseBars(find("bars"), page.language, page.words["in_table"] ?? "");
  const options = divided.map(([title], at) => make("option", { value: String(at) }, title));
  choose(options, (at) => draw(listParts(divided[Number(at)]?.[1] ?? [], city, page.language)));
}

function showZones(
  figures: Figures,
  zones: ReturnType<typeof listZones>,
  measures: Measures,
  ground: Ground,
): void {
  find("drawn").hidden = false;
  const draw = raiseBars(find("bars"), page.language, page.words["in_table"] ?? "");
  const shade = drawZones(find("map"), figures, page, ground);
  // Some measures are of the city alone.
  const told = (column: Column) => zones.some(({ properties }) => column.key in properties);
  const options = measures
    .map(([title, columns]) => ({ title, columns: columns.filter(told) }))
    .filter(({ columns }) => columns.length)
    .map(({ title, columns }) =>
      make(
        "optgroup",
        { label: title },
        ...columns.map((column) => make("option", { value: column.key }, column.part ?? column.title)),
      ),
    );
  if (!options.length) return find("choice").remove();
  choose(options, (key) => {
    const column = figures.columns.find((one) => one.key === key);
    if (!column) return;
    draw(rankZones(column, zones, page.language, page.words));
    shade(column);
  });
}

/** Offers what can be shown and shows the first of it. */
function choose(options: HTMLElement[], draw: (value: string) => void): void {
  const choice = make("select", { id: "shown", onchange: () => draw(choice.value) }, ...options);
  find("choice").append(make("label", { for: "shown" }, page.words["shown"]), choice);
  draw(choice.value);
}

type Measures = [title: string, columns: Column[]][];

function group(columns: Column[]): Measures {
  const groups = new Map<string, Column[]>();
  for (const column of columns) groups.set(column.title, [...(groups.get(column.title) ?? []), column]);
  return [...groups];
}

const printer = find<HTMLButtonElement>("print");
printer.hidden = false;
printer.addEventListener("click", () => print());
setWorkerUrl(locateWorker());
void start();
