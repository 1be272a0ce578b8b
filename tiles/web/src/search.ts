/** The search box: asks the server while one types, and leads to the place picked (ARIA combobox). */

import type { Feature, Point } from "geojson";

import { make } from "./element.ts";
import { find, type Page } from "./page.ts";
import { ask, isAbort, toProblem } from "./server.ts";
import { describeProblem } from "./states.ts";
import type { Words } from "./words.ts";

const PAUSE_MS = 200;
const LIMIT = "10";

export interface Hit extends Feature<Point> {
  properties: { label: string; detail?: string | null; layer?: string | null };
}

export class Search {
  private readonly page: Page;
  private readonly words: Words;
  private readonly picked: (hit: Hit) => void;
  private readonly input = find<HTMLInputElement>("search");
  private readonly list = find("results");
  private readonly box = find("results-box");
  private readonly note = find("results-note");
  private hits: Hit[] = [];
  private active = -1;
  private pause = 0;
  private asking = new AbortController();

  constructor(page: Page, words: Words, picked: (hit: Hit) => void) {
    this.page = page;
    this.words = words;
    this.picked = picked;
    this.input.disabled = false;
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("focus", () => this.open(this.hits.length > 0));
    this.input.addEventListener("blur", () => this.open(false));
    this.input.addEventListener("keydown", (event) => this.steer(event));
    // Keeps the focus in the box while a result is clicked, or blur would close the list first.
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    find("search-clear").addEventListener("click", () => this.empty());
  }

  private wait(): void {
    clearTimeout(this.pause);
    this.asking.abort();
    const text = this.input.value.trim();
    find("search-clear").hidden = !this.input.value;
    if (!text) return this.show([], "");
    this.pause = window.setTimeout(() => void this.run(text), PAUSE_MS);
  }

  private async run(text: string): Promise<void> {
    this.asking = new AbortController();
    if (!this.hits.length) this.show([], this.words.searching);
    try {
      const asked = { q: text, lang: this.page.language, limit: LIMIT };
      const { features } = await ask<{ features: Hit[] }>(this.page.search, asked, this.asking.signal);
      this.show(features, features.length ? this.words.results(features.length) : this.words.noResults);
    } catch (error) {
      if (isAbort(error)) return;
      this.show(
        [],
        `${this.words.searchFailed}${this.words.colon}${describeProblem(toProblem(error), this.words)}`,
      );
    }
  }

  private show(hits: Hit[], note: string): void {
    this.hits = hits;
    this.list.replaceChildren(...hits.map((hit, index) => this.drawHit(hit, index)));
    this.list.hidden = hits.length === 0;
    this.note.textContent = note;
    this.note.classList.toggle("visually-hidden", hits.length > 0);
    this.activate(-1);
    this.open(note !== "");
  }

  private drawHit(hit: Hit, index: number): HTMLElement {
    const { label, detail } = hit.properties;
    return make(
      "li",
      { role: "option", id: `result-${index}`, "aria-selected": "false", onclick: () => this.pick(index) },
      make("span", { class: "result-label" }, label),
      detail && make("span", { class: "result-detail" }, detail),
    );
  }

  private steer(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const last = this.hits.length - 1;
    if (event.key === "ArrowDown" && last >= 0) this.activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp" && last >= 0) this.activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter" && last >= 0) this.pick(Math.max(this.active, 0));
    else if (event.key === "Escape" && this.box.hidden) this.empty();
    else if (event.key === "Escape") this.open(false);
    else return;
    event.preventDefault();
  }

  private activate(index: number): void {
    this.active = index;
    for (const [place, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(place === index));
      if (place === index) option.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) return this.input.removeAttribute("aria-activedescendant");
    this.open(true);
    this.input.setAttribute("aria-activedescendant", `result-${index}`);
  }

  private pick(index: number): void {
    const hit = this.hits[index];
    if (!hit) return;
    this.input.value = hit.properties.label;
    this.open(false);
    this.picked(hit);
  }

  private empty(): void {
    this.input.value = "";
    this.wait();
    this.input.focus();
  }

  private open(wanted: boolean): void {
    this.box.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted && this.hits.length > 0));
  }
}
