/** The web map's entry: asks for the style, raises the map, and joins its parts. */

import { Map as MapView, setWorkerUrl, type MapOptions, type StyleSpecification } from "maplibre-gl";

import { followAddress, writeAddress } from "./address.ts";
import { drawFrame, nameCity } from "./frame.ts";
import { hasChinese } from "./fonts.ts";
import { followVersions } from "./fresh.ts";
import { clearInspector } from "./inspect.ts";
import { drawLayers, switchOn } from "./layers.ts";
import { openArchive } from "./archive.ts";
import { addOutline } from "./outline.ts";
import { askStyle, chooseLook, drawLooks, markLook } from "./looks.ts";
import { find, locateWorker, readPage } from "./page.ts";
import { parsePlace, type Place } from "./permalink.ts";
import type { Scene } from "./scene.ts";
import { type Hit, Search } from "./search.ts";
import { Selection } from "./selection.ts";
import { Problem, toProblem } from "./server.ts";
import { loadSigns, type Signs } from "./signs.ts";
import { Shown } from "./shown.ts";
import { showError, showLoading } from "./states.ts";
import { drawToolbar, SHORT_FLIGHT } from "./toolbar.ts";
import { drawThemes, findTheme, listThemed, markTheme } from "./themes.ts";
import { type Bounds, readTwin, type Twin } from "./twin.ts";
import { drawViewSwitch, STANDING_PITCH } from "./view3d.ts";
import { watchMap } from "./watch.ts";
import { speak } from "./words.ts";

const CLOSE_ZOOM = 16.5;

const page = readPage();
const words = speak(page.language);

async function start(): Promise<void> {
  showLoading(words);
  try {
    if (!document.createElement("canvas").getContext("webgl2")) throw new Problem(-1, words.noWebGl);
    const place = parsePlace(location.hash);
    const look = chooseLook(place.look);
    markLook(look);
    const archive = place.archive ?? page.archive;
    const style = await (archive ? openArchive(archive, location.href) : askStyle(page, look));
    raise(style, readTwin(style), place, await loadSigns(style));
  } catch (error) {
    console.error(error);
    showError(toProblem(error), words, page.login, () => void start());
  }
}

function raise(style: StyleSpecification, twin: Twin, place: Place, signs: Signs): void {
  const themed = listThemed(twin, place.theme);
  const shown = new Shown(style, twin, place.on ?? themed, place.view ?? (themed && "2d"));
  const map = new MapView({
    container: find("map"),
    style: shown.dress(style),
    ...aim(style, twin, shown, place),
    attributionControl: false,
    maxPitch: 75,
    localIdeographFontFamily: hasChinese() && "sans-serif",
    locale: { "Map.Title": words.map },
    // An absolute address is left alone: reading it anew would mangle one within another.
    transformRequest: (url) => ({ url: /^[a-z]+:/.test(url) ? url : new URL(url, location.href).href }),
  });
  const { look, archive } = place;
  const scene: Scene = { page, words, style, twin, map, shown, signs, look, archive };
  nameCity(twin.title);
  watchMap(scene);
  map.once("style.load", () => join(scene, place));
}

function join(scene: Scene, place: Place): void {
  addOutline(scene.map);
  const selection: Selection = new Selection(scene, () => writeAddress(scene, selection));
  const write = () => writeAddress(scene, selection);
  const rewrite = () => {
    markTheme(scene);
    write();
  };
  drawToolbar(scene);
  drawThemes(scene, rewrite);
  drawLayers(scene, !findTheme(scene), rewrite);
  drawViewSwitch(scene, write);
  drawLooks(scene, write);
  if (scene.archive ?? page.archive) find("search-box").hidden = true;
  else {
    new Search(page, words, (hit) => lead(scene, selection, hit));
    followVersions(scene);
  }
  followAddress(scene, selection);
  scene.map.on("moveend", write);
  if (place.object) void selection.select(place.object);
}

/** Where to look first: as the address says, else as the style says, else at the whole city. */
function aim(style: StyleSpecification, twin: Twin, shown: Shown, { camera }: Place): Partial<MapOptions> {
  if (camera)
    return {
      center: [camera.lon, camera.lat],
      zoom: camera.zoom,
      bearing: camera.bearing,
      pitch: camera.pitch,
    };
  const pitch = shown.view === "3d" ? style.pitch || STANDING_PITCH : 0;
  // MapLibre takes the style's own camera only where no option at all is given.
  if (style.center)
    return {
      center: style.center as [number, number],
      zoom: style.zoom ?? 12,
      bearing: style.bearing ?? 0,
      pitch,
    };
  return twin.bounds ? { bounds: twin.bounds, fitBoundsOptions: { padding: 24, pitch }, pitch } : { pitch };
}

/** Leads to a place found by search, and opens it where it is an object of a layer. */
function lead(scene: Scene, selection: Selection, hit: Hit): void {
  const { map } = scene;
  const [lon, lat] = hit.geometry.coordinates as [number, number];
  const box = (hit.bbox as Bounds | undefined) ?? [lon, lat, lon, lat];
  map.fitBounds(box, {
    padding: clearInspector(),
    maxZoom: CLOSE_ZOOM,
    pitch: map.getPitch(),
    bearing: map.getBearing(),
    ...SHORT_FLIGHT,
  });
  const { layer } = hit.properties;
  if (!layer) return;
  switchOn(layer);
  const id = Number(hit.id);
  if (!Number.isSafeInteger(id)) return;
  void selection.select({ layer, id });
  find("inspector").focus();
}

setWorkerUrl(locateWorker());
drawFrame(page, words);
void start();
