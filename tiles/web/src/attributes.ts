/** The attributes of an object, with the titles, units and code lists the server gives. */

import { make } from "./element.ts";
import { writeValue } from "./figures.ts";
import type { TwinLayer } from "./twin.ts";
import type { Words } from "./words.ts";

type Row = readonly [title: string, value: string | Node | null | undefined];

export function drawAttributes(
  layer: TwinLayer,
  properties: Record<string, unknown>,
  words: Words,
): HTMLElement[] {
  const known = new Set(layer.fields.map((field) => field.name));
  const simple = layer.fields.filter((field) => !isTable(properties[field.name]));
  const rows = simple.map(
    (field) => [field.title, link(writeValue(properties[field.name], field, words))] as const,
  );
  const missing = rows.filter(([, value]) => value === null).map(([title]) => title);
  const tables = layer.fields.filter((field) => isTable(properties[field.name]));
  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !known.has(name)));
  return [
    drawRows(rows),
    ...(missing.length
      ? [make("p", { class: "missing" }, words.notRecorded + missing.join(words.comma))]
      : []),
    ...tables.map((field) =>
      drawTable(field.title, properties[field.name] as Record<string, unknown>, words),
    ),
    ...(Object.keys(rest).length ? [drawTable(words.further, rest, words)] : []),
  ];
}

/** A definition list of the rows that have a value. */
export function drawRows(rows: readonly Row[]): HTMLElement {
  const list = make("dl", { class: "rows" });
  for (const [title, value] of rows) if (value) list.append(make("dt", {}, title), make("dd", {}, value));
  return list;
}

function drawTable(title: string, table: Record<string, unknown>, words: Words): HTMLElement {
  const rows = Object.entries(table).map(
    ([name, value]) => [name, link(writeValue(value, null, words))] as const,
  );
  return make(
    "details",
    { class: "table" },
    make("summary", {}, `${title} (${rows.length})`),
    drawRows(rows),
  );
}

function isTable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

function link(text: string | null): string | Node | null {
  if (!text || !/^https?:\/\/\S+$/.test(text)) return text;
  return make("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, text);
}
