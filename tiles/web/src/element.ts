/** Makes elements of the page in one expression; text is always text, never markup. */

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | boolean | null | undefined | ((event: Event) => void)>;

/** `on…` attributes are listeners; true is an empty attribute; false, null and undefined leave it out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  for (const child of children) if (child || child === "") element.append(child);
  return element;
}
