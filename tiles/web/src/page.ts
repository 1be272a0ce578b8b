/** The page's configuration, as the server wrote it into the document. */

export interface PageLink {
  title: string;
  href: string;
}

export interface Page {
  style: string;
  search: string;
  languages: string[];
  language: string;
  title: string;
  user: string | null;
  login: string;
  logout: string;
  links: PageLink[];
  /** The archive beside a page that no twin serves. */
  archive?: string;
}

export function readPage(): Page {
  return JSON.parse(find("page").textContent ?? "") as Page;
}

/** The element of that id, which the template is known to hold. */
export function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}`);
  return element as E;
}

/** Where MapLibre's worker is served: the template knows, because static files may carry a hash. */
export function locateWorker(): string {
  return new URL(find("map").dataset["worker"] ?? "", location.href).href;
}
