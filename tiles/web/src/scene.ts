/** What the parts of the running map share: the map itself, the twin it shows, and its words. */

import type { Map as MapView, StyleSpecification } from "maplibre-gl";

import type { Page } from "./page.ts";
import type { Shown } from "./shown.ts";
import type { Signs } from "./signs.ts";
import type { Twin } from "./twin.ts";
import type { Words } from "./words.ts";

export interface Scene {
  page: Page;
  words: Words;
  style: StyleSpecification;
  twin: Twin;
  map: MapView;
  shown: Shown;
  signs: Signs;
  /** The look the reader chose, null while the system's is followed. */
  look: string | null;
  /** The archive that is shown in the place of a twin. */
  archive: string | null;
}
