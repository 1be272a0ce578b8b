/** Draws the map's signs into sheets, one for each look and for screens of one and of two dots a pixel. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { Resvg } from "@resvg/resvg-js";

/** `sign` lies on a dot in its layer's colour, `hatch` on an area in its. */
interface Inks {
  sign: string;
  hatch: string;
}

const LOOKS: Record<string, Inks> = {
  light: { sign: "#ffffff", hatch: "rgba(40, 48, 58, 0.45)" },
  dark: { sign: "#0c0f12", hatch: "rgba(228, 232, 236, 0.4)" },
  print: { sign: "#ffffff", hatch: "rgba(0, 0, 0, 0.6)" },
};

/** CC0; then our own of what a city has underground and of what is told of no one. */
const FOLDERS = [
  join(dirname(createRequire(import.meta.url).resolve("@mapbox/maki/package.json")), "icons"),
  join(import.meta.dirname, "marks"),
];
const SIZE = 15;
/** Between two signs, so that none bleeds into its neighbour. */
const CELL = SIZE + 2;
const ACROSS = 16;

interface Sign {
  name: string;
  drawing: string;
  size: number;
}

/** A sign that is to be laid side by side says its own size and fills it. */
function readSigns(): Sign[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".svg"))
      .map((name) => {
        const drawing = readFileSync(join(folder, name), "utf8").replace(/<\?xml[^>]*>/, "");
        return { name: name.slice(0, -4), drawing, size: Number(/data-seamless="(\d+)"/.exec(drawing)?.[1] ?? SIZE) };
      }),
  ).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function placeAt(index: number): [x: number, y: number] {
  return [(index % ACROSS) * CELL + 1, Math.floor(index / ACROSS) * CELL + 1];
}

function drawSheet(signs: Sign[], inks: Inks): string {
  const cells = signs.map(({ drawing, size }, index) => {
    const [x, y] = placeAt(index);
    const ink = size === SIZE ? inks.sign : inks.hatch;
    const head = `<svg x="${x}" y="${y}" width="${size}" height="${size}" fill="${ink}" color="${ink}" `;
    return drawing.trim().replace(/<svg([^>]*)>/, (_, said: string) => `${head}${said.replace(/ (width|height|fill)="[^"]*"/g, "")}>`);
  });
  const [wide, high] = [ACROSS * CELL, Math.ceil(signs.length / ACROSS) * CELL];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}">${cells.join("")}</svg>`;
}

function listPlaces(signs: Sign[], dots: number): Record<string, object> {
  const places = signs.map(({ name, size }, index) => {
    const [x, y] = placeAt(index);
    return [name, { x: x * dots, y: y * dots, width: size * dots, height: size * dots, pixelRatio: dots }];
  });
  return Object.fromEntries(places) as Record<string, object>;
}

export function drawSprites(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const signs = readSigns();
  for (const [look, inks] of Object.entries(LOOKS)) {
    for (const dots of [1, 2]) {
      const name = join(folder, dots === 1 ? look : `${look}@${dots}x`);
      const sheet = new Resvg(drawSheet(signs, inks), { fitTo: { mode: "zoom", value: dots } });
      writeFileSync(`${name}.png`, sheet.render().asPng());
      writeFileSync(`${name}.json`, JSON.stringify(listPlaces(signs, dots)));
    }
  }
}
