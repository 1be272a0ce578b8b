/** The panel of the selected object: attributes, provenance, and what else lies at that place. */

import type { PaddingOptions } from "maplibre-gl";

import { drawAttributes } from "./attributes.ts";
import { make } from "./element.ts";
import { type Item, nameItem } from "./item.ts";
import { find } from "./page.ts";
import { drawProvenance } from "./provenance.ts";
import type { Problem } from "./server.ts";
import { describeProblem } from "./states.ts";
import { locateItem, type Reference, type TwinLayer } from "./twin.ts";
import type { Words } from "./words.ts";

/** Another object under the same click. */
export interface Neighbour extends Reference {
  title: string;
  layerTitle: string;
  /** How many objects it stands for, where it is none itself. */
  merged: number | null;
}

/** The room a camera leaves around what it shows, so that the panel does not cover it. */
export function clearInspector(): PaddingOptions {
  const { clientWidth: width, clientHeight: height } = find("map");
  const aside = getComputedStyle(find("inspector")).getPropertyValue("--inspector-width");
  if (width < 720) return { top: 130, right: 20, bottom: height / 2 + 20, left: 20 };
  return { top: 80, right: parseInt(aside) + 80, bottom: 80, left: 80 };
}

/** The ways to the object's own page, where it has one. */
function drawCards(item: Item): HTMLElement[] {
  return (item.links ?? [])
    .filter((link) => link.rel === "card")
    .map(({ href, title }) => make("p", { class: "item-link" }, make("a", { href, class: "card" }, title ?? href)));
}

export class Inspector {
  private readonly words: Words;
  private readonly closed: () => void;
  private readonly panel = find("inspector");

  constructor(words: Words, closed: () => void) {
    this.words = words;
    this.closed = closed;
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closed();
    });
  }

  showLoading(layer: TwinLayer, id: number): void {
    this.open(layer, nameItem(layer, id, {}), make("p", { class: "waiting" }, this.words.loadingObject));
  }

  showItem(
    layer: TwinLayer,
    id: number,
    item: Item,
    neighbours: Neighbour[],
    pick: (other: Reference) => void,
  ): void {
    const { words } = this;
    this.open(
      layer,
      nameItem(layer, id, item.properties),
      make(
        "section",
        { class: "attributes", "aria-label": words.attributes },
        ...drawAttributes(layer, item.properties, words),
      ),
      neighbours.length > 0 && this.drawNeighbours(neighbours, pick),
      item.provenance && drawProvenance(item.provenance, words),
      ...drawCards(item),
      this.drawLink(locateItem(layer, id)),
    );
  }

  private drawLink(href: string | null): HTMLElement | false {
    return href !== null && make("p", { class: "item-link" }, make("a", { href }, this.words.openItem));
  }

  showMerged(layer: TwinLayer, count: number, nearer: () => void): void {
    const { words } = this;
    this.open(
      layer,
      words.merged(new Intl.NumberFormat(words.locale).format(count)),
      make("p", {}, words.mergedDetail),
      make("p", { class: "item-link" }, make("button", { type: "button", onclick: nearer }, words.zoomIn)),
    );
  }

  showProblem(layer: TwinLayer, id: number, problem: Problem, retry: () => void): void {
    this.open(
      layer,
      nameItem(layer, id, {}),
      make(
        "div",
        { class: "problem", role: "alert" },
        make("p", {}, make("strong", {}, this.words.objectFailed)),
        make("p", {}, describeProblem(problem, this.words)),
        make("button", { type: "button", onclick: retry }, this.words.retry),
      ),
    );
  }

  hide(): void {
    const held = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.panel.replaceChildren();
    delete document.body.dataset["object"];
    if (held) find("map").focus();
  }

  private open(layer: TwinLayer, title: string, ...content: (Node | false | undefined)[]): void {
    const close = make(
      "button",
      { type: "button", class: "icon close", "aria-label": this.words.close, title: this.words.close },
      "×",
    );
    close.addEventListener("click", () => this.closed());
    const head = make(
      "header",
      {},
      make("p", { class: "eyebrow" }, layer.title),
      make("h2", {}, title),
      close,
    );
    this.panel.replaceChildren(head, make("div", { class: "inspector-body" }, ...content));
    this.panel.hidden = false;
    document.body.dataset["object"] = layer.id;
  }

  private drawNeighbours(neighbours: Neighbour[], pick: (other: Reference) => void): HTMLElement {
    const draw = (other: Neighbour) =>
      make(
        "li",
        {},
        make(
          "button",
          { type: "button", onclick: () => pick(other) },
          make("span", { class: "eyebrow" }, other.layerTitle),
          " ",
          other.title,
        ),
      );
    return make(
      "section",
      { class: "neighbours" },
      make("h3", {}, this.words.alsoHere),
      make("ul", {}, ...neighbours.map(draw)),
    );
  }
}
