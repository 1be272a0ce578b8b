/** Which language the map speaks: the address decides, then the last choice, then the server. */

import type { Page } from "./page.ts";

const KEY = "twin.language";

/** The first of the wishes the twin speaks ("zh-CN" counts as "zh"), else the first of `known`. */
export function chooseLanguage(wishes: readonly (string | null)[], known: readonly string[]): string {
  for (const wish of wishes) {
    const short = wish?.toLowerCase().split(/[-_]/)[0];
    if (short && known.includes(short)) return short;
  }
  return known[0] ?? "en";
}

export function readLanguage(page: Page): string {
  const asked = new URLSearchParams(location.search).get("lang");
  const language = chooseLanguage([asked, recall(), page.language], page.languages);
  if (asked) remember(language);
  return language;
}

/** The address of this very view in another language. */
export function addressIn(language: string): string {
  const url = new URL(location.href);
  url.searchParams.set("lang", language);
  return url.href;
}

/** A browser that keeps nothing (private mode) still shows the map. */
function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language: string): void {
  try {
    localStorage.setItem(KEY, language);
  } catch (error) {
    console.info("The language is not remembered:", error);
  }
}
