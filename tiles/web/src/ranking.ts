/** Which bars a measure comes to: its zones, greatest first, or its parts; and what is said of the rest. */

import { type Column, classOf, type Place, tellFigure } from "./columns.ts";

const MOST = 30;
const PLAIN = "#43a2ca";

export interface Bar {
  name: string;
  value: number;
  text: string;
  colour: string;
}

export interface Bars {
  title: string;
  bars: Bar[];
  share: boolean;
  /** What is said below them: of what there is no bar, and why. */
  rest: string;
}

/** The zones by a measure, greatest first. */
export function rankZones(
  column: Column,
  zones: Place[],
  language: string,
  words: Record<string, string>,
): Bars {
  const known = zones.filter((zone) => typeof zone.properties[column.key] === "number");
  const value = (zone: Place) => zone.properties[column.key] as number;
  known.sort((one, other) => value(other) - value(one));
  const rest: string[] = [];
  if (known.length > MOST) rest.push(`${words["greatest"]} ${MOST} / ${known.length}`);
  const reasons = new Map<string, number>();
  for (const zone of zones) {
    if (known.includes(zone)) continue;
    const why = tellFigure(zone, column, language);
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const told = [...reasons].map(([why, count]) => `${why} (${count})`);
  if (told.length) rest.push(`${words["zones_without"]}: ${told.join(", ")}`);
  return {
    title: [column.title, column.part].filter(Boolean).join(" · "),
    share: column.share,
    rest: rest.join(" · "),
    bars: known.slice(0, MOST).map((zone) => ({
      name: String(zone.properties["name"]),
      value: value(zone),
      text: tellFigure(zone, column, language),
      colour: classOf(value(zone), column)?.colour ?? PLAIN,
    })),
  };
}

/** The parts of a measure of one place, in their own order. */
export function listParts(columns: Column[], place: Place, language: string): Bars {
  const known = columns.filter((column) => typeof place.properties[column.key] === "number");
  const without = columns.filter((column) => !known.includes(column));
  const name = (column: Column) => column.part ?? column.title;
  return {
    title: columns[0]?.title ?? "",
    share: columns[0]?.share ?? false,
    rest: without.map((column) => `${name(column)}: ${tellFigure(place, column, language)}`).join(" · "),
    bars: known.map((column) => ({
      name: name(column),
      value: place.properties[column.key] as number,
      text: tellFigure(place, column, language),
      colour: PLAIN,
    })),
  };
}
