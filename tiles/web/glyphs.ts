/** Draws glyph ranges of the map's font as MapLibre reads them, those named by their first characters or all. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

interface Fontnik {
  load(font: Buffer, done: (error: Error | null, faces: { points: number[] }[]) => void): void;
  range(asked: { font: Buffer; start: number; end: number }, done: (error: Error | null, made: Buffer) => void): void;
  composite(ranges: Buffer[], done: (error: Error | null, made: Buffer) => void): void;
}

const load = createRequire(import.meta.url);
const fontnik = load("fontnik") as Fontnik;
const [facesOf, drawRange, unite] = [promisify(fontnik.load), promisify(fontnik.range), promisify(fontnik.composite)];

/** Where two have a character, the first one's is taken: Noto Sans SC has no Kazakh, Noto Sans no Chinese. */
const FONTS = [
  "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
].map((name) => readFileSync(load.resolve(name)));
/** A folder of tools' own is emptied whenever other packages are installed. */
const FOLDER = "node_modules/.cache/glyphs";
const WIDE = 256;
const LAST = 0xffff;

async function listStarts(): Promise<number[]> {
  const faces = (await Promise.all(FONTS.map((font) => facesOf(font)))).flat();
  const points = faces.flatMap((face) => face.points).filter((point) => point <= LAST);
  return [...new Set(points.map((point) => point - (point % WIDE)))].sort((one, other) => one - other);
}

/** A range is written whole or not at all, whoever else writes it meanwhile. */
async function write(start: number): Promise<void> {
  const file = join(FOLDER, `${start}-${start + WIDE - 1}.pbf`);
  if (existsSync(file)) return;
  const drawn = await Promise.all(FONTS.map((font) => drawRange({ font, start, end: start + WIDE - 1 })));
  const making = `${file}.${process.pid}`;
  writeFileSync(making, await unite(drawn));
  renameSync(making, file);
}

const asked = process.argv.slice(2).map(Number);
// Nobody waits for all of them.
if (!asked.length) setPriority(constants.priority.PRIORITY_LOW);
mkdirSync(FOLDER, { recursive: true });
for (const start of asked.length ? asked : await listStarts()) await write(start);
