/** Everything around the map that needs no map: words, languages, the account, links, the panel's fold. */

import { make } from "./element.ts";
import { find, type Page } from "./page.ts";
import type { Words } from "./words.ts";

/** What each language calls itself. */
const LANGUAGE_NAMES: Record<string, string> = { zh: "中文", en: "EN" };

/** Below this width the panel covers the map, so it starts folded. */
const NARROW = "(max-width: 719px)";

export function drawFrame(page: Page, words: Words): void {
  document.documentElement.lang = words.locale;
  document.title = page.title;
  writeWords(words);
  drawLanguages(page);
  drawFoot(page, words);
  foldPanel();
}

export function nameCity(title: string): void {
  document.title = title;
  find("title").textContent = title;
}

/** Fills the template's `data-word`, `data-label` and `data-placeholder` with the words they name. */
function writeWords(words: Words): void {
  const say = (key: string | undefined) => String(words[key as keyof Words]);
  for (const element of document.querySelectorAll<HTMLElement>("[data-word]"))
    element.textContent = say(element.dataset["word"]);
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset["label"]));
    if (element instanceof HTMLButtonElement) element.title = say(element.dataset["label"]);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-placeholder]")) {
    element.setAttribute("placeholder", say(element.dataset["placeholder"]));
  }
}

function drawLanguages(page: Page): void {
  const links = page.languages.map((other) => {
    const link = make(
      "a",
      { href: addressIn(other), lang: other, hreflang: other },
      LANGUAGE_NAMES[other] ?? other,
    );
    if (other === page.language) link.setAttribute("aria-current", "true");
    // The address changes with every move of the map, so it is read when the link is followed.
    link.addEventListener("click", () => (link.href = addressIn(other)));
    return link;
  });
  find("languages").replaceChildren(...links);
}

/** This very view in another language; the server remembers the choice. */
function addressIn(language: string): string {
  const url = new URL(location.href);
  url.searchParams.set("lang", language);
  return url.href;
}

function drawFoot(page: Page, words: Words): void {
  const account = page.user
    ? make(
        "span",
        { class: "account" },
        make("span", { class: "user" }, page.user),
        " ",
        make("a", { href: page.logout }, words.logout),
      )
    : page.login && make("a", { class: "account", href: page.login }, words.login);
  const links = page.links.map(({ title, href }) => make("a", { href }, title));
  find("panel-foot").replaceChildren(make("span", { class: "links" }, ...links), account);
}

function foldPanel(): void {
  const button = find("panel-toggle");
  const fold = (open: boolean) => {
    find("panel-body").hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("folded", !open);
  };
  button.addEventListener("click", () => fold(Boolean(find("panel-body").hidden)));
  fold(!matchMedia(NARROW).matches);
}
