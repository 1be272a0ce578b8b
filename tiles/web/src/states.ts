/** What the reader is told of the map as a whole: loading, ready, empty, or what went wrong. */

import { make } from "./element.ts";
import { find } from "./page.ts";
import type { Problem } from "./server.ts";
import type { Words } from "./words.ts";

export type State = "loading" | "ready" | "empty" | "error";

const LOAD_COMMAND = "python3 manage.py load FILE";

export function readState(): State {
  return document.body.dataset["state"] as State;
}

export function showLoading(words: Words): void {
  enter("loading", make("p", { class: "waiting" }, words.loading));
}

export function showReady(): void {
  enter("ready");
}

export function showEmpty(words: Words): void {
  enter(
    "empty",
    make("h2", {}, words.emptyTitle),
    make("p", {}, words.emptyDetail),
    make("pre", {}, make("code", {}, LOAD_COMMAND)),
  );
}

/** Nothing could be shown at all. */
export function showError(problem: Problem, words: Words, login: string, retry: () => void): void {
  enter(
    "error",
    make("h2", {}, words.errorTitle),
    make("p", {}, describeProblem(problem, words)),
    make(
      "p",
      { class: "actions" },
      make("button", { type: "button", class: "primary", onclick: retry }, words.retry),
      (problem.status === 401 || problem.status === 403) && make("a", { href: login }, words.login),
    ),
  );
}

/** The map stands but some of it is missing; it stays usable. */
export function showPartial(problem: Problem, words: Words, retry: () => void): void {
  document.body.dataset["state"] = "error";
  find("notice").hidden = true;
  const again = () => {
    find("toast").hidden = true;
    document.body.dataset["state"] = "loading";
    retry();
  };
  const detail = describeProblem(problem, words);
  find("toast").replaceChildren(
    make("span", {}, make("strong", {}, words.partial), " ", detail),
    make("button", { type: "button", onclick: again }, words.retry),
  );
  find("toast").hidden = false;
}

/** The server's own sentences where it gave some, else ours. */
export function describeProblem(problem: Problem, words: Words): string {
  if (problem.status === 0) return words.unreachable;
  const told = [problem.title, problem.detail].filter(Boolean).join(words.colon);
  if (told) return told;
  return problem.status > 0 ? words.status(problem.status) : words.unexpected;
}

function enter(state: State, ...content: (Node | string)[]): void {
  document.body.dataset["state"] = state;
  find("notice").replaceChildren(...content);
  find("notice").hidden = content.length === 0;
  find("toast").hidden = true;
}
