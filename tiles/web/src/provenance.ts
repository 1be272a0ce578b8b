/** Where an object comes from: back to the load, the source file and the file's hash. */

import { drawRows } from "./attributes.ts";
import { make } from "./element.ts";
import { writeMoment, writeSpan } from "./figures.ts";
import type { Provenance } from "./item.ts";
import type { Words } from "./words.ts";

export function drawProvenance(provenance: Provenance, words: Words): HTMLElement {
  const { source, load } = provenance;
  const rows = drawRows([
    [words.file, source?.file && make("span", { class: "file" }, source.file)],
    [words.hash, source?.sha256 && drawHash(source.sha256, words)],
    [words.publisher, source?.publisher],
    [words.licence, source?.licence],
    [words.attribution, source?.attribution],
    [words.referenceDate, source?.reference_date],
    [words.crs, source?.crs],
    [words.heights, source?.heights],
    [words.valid, writeSpan(provenance.valid, words)],
    [words.recorded, writeSpan(provenance.recorded, words)],
    [words.loaded, load && tellLoad(load, words)],
    [words.codes, provenance.codes?.map((one) => `${one.scheme} ${one.code}`).join(words.comma)],
    [words.uri, provenance.uri && drawUri(provenance.uri)],
  ]);
  return make("section", { class: "provenance" }, make("h3", {}, words.provenance), rows);
}

/** The whole address, so that what is copied from here can be cited elsewhere. */
function drawUri(uri: string): HTMLElement {
  const { href } = new URL(uri, location.href);
  return make("a", { href, class: "uri" }, href);
}

function tellLoad(load: NonNullable<Provenance["load"]>, words: Words): string {
  const told = words.load(String(load.id), load.who ?? "");
  return load.when ? `${writeMoment(load.when, words.locale)}${words.comma}${told}` : told;
}

function drawHash(hash: string, words: Words): HTMLElement {
  const said = make("span", { class: "visually-hidden", role: "status" });
  const button = make("button", { type: "button", class: "copy" }, words.copy);
  const code = make("code", { class: "hash" }, hash);
  button.addEventListener("click", async () => {
    if (await copy(hash)) button.textContent = said.textContent = words.copied;
    else getSelection()?.selectAllChildren(code);
  });
  return make("span", {}, code, " ", button, said);
}

/** False where the browser does not allow it, as on plain HTTP from another machine. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
