/** Writes values as people read them: numbers with units, moments, coded values. */

import type { Field } from "./twin.ts";
import type { Words } from "./words.ts";

/** UCUM symbols that people write differently. */
const UNITS: Record<string, string> = { m2: "m²", m3: "m³", "m3/s": "m³/s", "/km2": "/ km²", Cel: "°C", deg: "°", "1": "" };

/** Groups thousands only where there is a unit: 12,500 m² is an amount, 2017 is a year. */
export function writeNumber(value: number, unit: string | null, locale: string): string {
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: unit !== null }).format(
    value,
  );
  if (!unit) return text;
  const sign = UNITS[unit] ?? unit;
  return sign === "%" || sign.startsWith("°") ? text + sign : `${text} ${sign}`;
}

/** A calendar date is left as ISO 8601 writes it; a moment is told in the reader's time zone. */
export function writeMoment(iso: string, locale: string): string {
  if (!iso.includes("T")) return iso;
  const moment = new Date(iso);
  if (Number.isNaN(moment.valueOf())) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(moment);
}

/** A value of a field in words, or null where nothing is recorded. */
export function writeValue(value: unknown, field: Field | null, words: Words): string | null {
  if (value === null || value === undefined || value === "") return null;
  const label = field?.values?.[String(value)];
  if (label !== undefined) return label;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return writeNumber(value, field?.unit ?? null, words.locale);
  if (Array.isArray(value))
    return (
      value
        .map((part) => writeValue(part, field, words))
        .filter(Boolean)
        .join(words.comma) || null
    );
  if (typeof value === "object") return JSON.stringify(value);
  const text = /^\d{4}-\d\d-\d\dT/.test(String(value))
    ? writeMoment(String(value), words.locale)
    : String(value);
  return field?.unit ? `${text} ${UNITS[field.unit] ?? field.unit}` : text;
}

/** A span of time whose ends may be open. */
export function writeSpan(
  span: readonly [string | null, string | null] | null | undefined,
  words: Words,
): string | null {
  if (!span) return null;
  const [from, to] = span.map((end) => (end ? writeMoment(end, words.locale) : null));
  if (!from && !to) return null;
  if (!to) return words.since(from ?? "");
  return from ? `${from} – ${to}` : words.until(to);
}

/** "71.43012°E 51.12834°N" */
export function writePosition(lon: number, lat: number): string {
  const wrapped = ((((lon + 180) % 360) + 360) % 360) - 180;
  return `${Math.abs(wrapped).toFixed(5)}°${wrapped < 0 ? "W" : "E"}  ${Math.abs(lat).toFixed(5)}°${lat < 0 ? "S" : "N"}`;
}
