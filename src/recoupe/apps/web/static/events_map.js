// The live map: our own outlines and places, marks gathered by the server for each view.
import { placeNames } from "./events_labels.js";
import { drawMark, drawLabel, drawDot, SHAPES } from "./events_marks.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const KM_PER_DEGREE = 111.32;
const SPOTS = 40; // marks listed as buttons

// `choose` asks another query.
export async function startMap(root, choose) {
  const box = root.querySelector(".live"), still = root.querySelector(".still");
  if (!box || !canDraw()) return null;
  try {
    await loadLibrary(root.dataset.maplibre);
  } catch {
    return null;
  }
  const base = await fetchJson("/api/map/base");
  if (!base) return null;
  box.hidden = false;
  box.classList.add("unready");
  root.querySelector(".coming").textContent = JSON.parse(root.dataset.words).coming;
  return new LiveMap(root, box, base, choose);
}

function canDraw() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

function loadLibrary(address) {
  if (window.maplibregl) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

async function fetchJson(address, signal) {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

class LiveMap {
  constructor(root, box, base, choose) {
    this.root = root;
    this.choose = choose;
    this.said = JSON.parse(root.dataset.words);
    this.base = base;
    this.query = root.dataset.query;
    const view = readHash();
    const [west, south, east, north] = root.dataset.view.split(",").map(Number);
    this.map = new maplibregl.Map({
      container: box,
      style: this.style(),
      ...(view ?? { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 10 } }),
      minZoom: 2.5,
      maxZoom: 11.5,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      locale: controlWords(this.said),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }), "bottom-left");
    this.map.on("styleimagemissing", (event) => this.addImage(event.id));
    this.map.on("load", () => { this.fill(); });
    this.map.on("moveend", (event) => { this.refresh(); if (event.originalEvent) writeHash(this.map); });
    for (const layer of ["marks", "reach", "area-edge"]) {
      this.map.on("click", layer, (event) => this.click(event));
      this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
      this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  }

  // Ask for another query; the view goes where its events are, unless all of them are in view.
  ask(query, bounds) {
    this.query = query;
    this.popup?.remove();
    const [west, south, east, north] = bounds;
    if (bounds.length === 4 && !bounds.some(Number.isNaN)) {
      this.map.fitBounds([[west, south], [east, north]], { padding: 10, duration: calm() ? 0 : 500 });
    }
    this.refresh();
  }

  style() {
    this.tone = tones();
    const t = this.tone;
    const kind = (name) => ["==", ["get", "kind"], name];
    return {
      version: 8,
      sources: {
        base: { type: "geojson", data: this.base, tolerance: 0.2 },
        names: { type: "geojson", data: EMPTY },
        reach: { type: "geojson", data: EMPTY },
        marks: { type: "geojson", data: EMPTY },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": t.sea } },
        { id: "land", type: "fill", source: "base", filter: kind("land"), paint: { "fill-color": ["case", ["get", "pair"], t.pair, t.land], "fill-antialias": false } },
        { id: "coast", type: "line", source: "base", filter: kind("land"), paint: { "line-color": ["case", ["get", "pair"], t.pair, t.land], "line-width": 1.4 } },
        { id: "between", type: "line", source: "base", filter: kind("between"), layout: { "line-join": "round" }, paint: { "line-color": t.edge, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.7, 9, 1.3], "line-dasharray": [3, 1.5] } },
        { id: "band", type: "fill", source: "base", filter: kind("band"), paint: { "fill-color": t.band, "fill-opacity": 0.035 } },
        { id: "band-edge", type: "line", source: "base", filter: kind("band"), paint: { "line-color": t.band, "line-opacity": 0.4, "line-width": 0.9, "line-dasharray": [2, 3] } },
        { id: "casing", type: "line", source: "base", filter: kind("corridor"), layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": t.pair, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 3, 10, 7], "line-opacity": 0.85 } },
        { id: "corridor", type: "line", source: "base", filter: kind("corridor"), layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": t.plain, "line-opacity": 0.75, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 1.1, 10, 2.6] } },
        { id: "border", type: "line", source: "base", filter: kind("border"), layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": t.border, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1.4, 10, 3] } },
        { id: "reach", type: "fill", source: "reach", filter: ["!", ["get", "area"]], paint: { "fill-color": ["get", "tone"], "fill-opacity": 0.12 } },
        { id: "reach-edge", type: "line", source: "reach", filter: ["!", ["get", "area"]], paint: { "line-color": ["get", "tone"], "line-width": 1.1, "line-opacity": 0.8 } },
        { id: "area", type: "fill", source: "reach", filter: ["get", "area"], paint: { "fill-color": ["get", "tone"], "fill-opacity": 0.025 } },
        { id: "area-edge", type: "line", source: "reach", filter: ["get", "area"], paint: { "line-color": ["get", "tone"], "line-width": 1.2, "line-opacity": 0.65, "line-dasharray": [3, 3] } },
        { id: "stop-dots", type: "circle", source: "base", filter: kind("stop"), paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, 1.8, 10, 3.4], "circle-color": t.card, "circle-stroke-color": t.plain, "circle-stroke-width": 1.1 } },
        // marks and names are images of our own; names are placed by events_labels.js
        { id: "dots", type: "symbol", source: "names", filter: ["has", "dot"], layout: { "icon-image": ["get", "dot"], "icon-allow-overlap": true, "icon-ignore-placement": true } },
        { id: "marks", type: "symbol", source: "marks", layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "count"] } },
        { id: "names", type: "symbol", source: "names", layout: { "icon-image": ["get", "image"], "icon-anchor": ["get", "anchor"], "icon-offset": ["get", "offset"], "icon-allow-overlap": true, "icon-ignore-placement": true } },
      ],
    };
  }

  addImage(id) {
    if (this.map.hasImage(id)) return;
    const made = id.startsWith("mark|") ? drawMark(id, this.tone) : id.startsWith("dot|") ? drawDot(id, this.tone) : drawLabel(id, this.tone);
    this.map.addImage(id, made.image, { pixelRatio: made.ratio });
  }

  async fill() {
    await this.refresh();
    const box = this.root.querySelector(".live");
    box.classList.remove("unready");
    this.root.querySelector(".still").hidden = true;
    this.root.querySelector(".coming").textContent = "";
    box.dataset.ready = "yes";
  }

  async refresh() {
    this.asking?.abort();
    this.asking = new AbortController();
    const view = viewWords(this.map), signal = this.asking.signal;
    const [shown, places] = await Promise.all([
      fetchJson(`/api/events/map?q=${encodeURIComponent(this.query)}&${view}`, signal),
      fetchJson(`/api/map/places?${view}`, signal),
    ]);
    if (signal.aborted || !shown) return;
    this.marks = shown.marks;
    this.named = places ?? [];
    this.paint();
  }

  paint() {
    for (const mark of this.marks) mark.at = this.spot(mark);
    this.map.getSource("reach").setData(collection(this.marks.filter((mark) => mark.radius_km).map((mark) => this.reach(mark))));
    this.map.getSource("marks").setData(collection(this.marks.map((mark, n) => point(mark.at, this.markValues(mark, n)))));
    const names = placeNames(this.map, this.marks, this.named, this.base.features);
    this.map.getSource("names").setData(collection(names.map((name) => point(name, name.values))));
    this.list();
  }

  // The same marks as buttons: for the keyboard, and for those who do not see the map.
  list() {
    const box = this.root.querySelector(".spots"), list = box.querySelector("ul");
    const shown = [...this.marks].sort((a, b) => b.count - a.count).slice(0, SPOTS);
    box.hidden = !shown.length;
    box.querySelector("summary").textContent = `${this.said.places} (${this.marks.length})`;
    list.replaceChildren(this.viewItem(), ...shown.map((mark) => this.spotItem(mark)));
  }

  spotItem(mark) {
    const item = document.createElement("li"), button = element("button", "link", mark.words);
    button.addEventListener("click", () => this.open(mark));
    item.append(button);
    return item;
  }

  viewItem() {
    const item = element("li", "view"), button = element("button", "small", this.said.view);
    button.addEventListener("click", () => this.choose(this.withView()));
    item.append(button);
    return item;
  }

  // The query, narrowed to the circle around what is seen.
  withView() {
    const middle = this.map.getCenter(), corner = this.map.getBounds().getNorthEast();
    const km = Math.max(1, Math.ceil(middle.distanceTo(corner) / 1000));
    const kept = this.query.replace(/(^|\s)within:"?[\d.]+km:-?[\d.]+,-?[\d.]+"?/g, "").trim();
    return `${kept} within:${km}km:${middle.lat.toFixed(3)},${middle.lng.toFixed(3)}`.trim();
  }

  // The mark of an area stands on its outline, where that is in view: it hides no village in the middle.
  spot(mark) {
    const middle = { lon: mark.lon, lat: mark.lat }, degrees = mark.radius_km / KM_PER_DEGREE;
    if (!mark.area || (degrees * 512 * 2 ** this.map.getZoom()) / 360 < 22) return middle;
    const wide = degrees / Math.cos((mark.lat * Math.PI) / 180);
    const around = [[0, degrees], [wide, 0], [0, -degrees], [-wide, 0]].map(([lon, lat]) => ({ lon: mark.lon + lon, lat: mark.lat + lat }));
    return around.find((at) => this.inside(at)) ?? middle;
  }

  inside({ lon, lat }) {
    const { x, y } = this.map.project([lon, lat]), box = this.map.getContainer();
    return x > 20 && y > 20 && x < box.clientWidth - 20 && y < box.clientHeight - 20;
  }

  markValues(mark, n) {
    const parts = Object.entries(mark.boards).map(([board, count]) => `${board}:${count}`).join(",");
    const kind = mark.area ? "area" : mark.places > 1 ? "many" : "one";
    const icon = `mark|${kind}|${mark.board}|${mark.count}|${kind === "many" ? parts : ""}`;
    return { n, icon, count: mark.count };
  }

  reach(mark) {
    const ring = [], squeeze = Math.cos((mark.lat * Math.PI) / 180);
    const degrees = mark.radius_km / KM_PER_DEGREE;
    for (let n = 0; n <= 72; n++) {
      const turn = (n / 72) * 2 * Math.PI;
      ring.push([mark.lon + (degrees * Math.cos(turn)) / squeeze, mark.lat + degrees * Math.sin(turn)]);
    }
    return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties: { tone: this.tone[mark.board] ?? this.tone.plain, area: mark.area, n: this.marks.indexOf(mark) } };
  }

  click(event) {
    if (this.opened === event.originalEvent) return;
    this.opened = event.originalEvent;
    this.open(this.marks[event.features[0].properties.n]);
  }

  async open(mark) {
    const [west, south, east, north] = mark.box, room = 0.0002;
    const box = `west=${west - room}&south=${south - room}&east=${east + room}&north=${north + room}`;
    const found = await fetchJson(`/api/events?q=${encodeURIComponent(this.query)}&limit=8&${box}`);
    if (!found) return;
    this.popup?.remove();
    this.popup = new maplibregl.Popup({ maxWidth: "340px", focusAfterOpen: true })
      .setLngLat([mark.at.lon, mark.at.lat])
      .setDOMContent(this.words(mark, found))
      .addTo(this.map);
  }

  words(mark, found) {
    const box = element("div", "popup");
    box.append(element("h3", "", mark.words));
    if (mark.places > 1 && this.map.getZoom() < 11) {
      const nearer = element("button", "small", this.said.nearer);
      nearer.addEventListener("click", () => {
        this.popup.remove();
        const [west, south, east, north] = mark.box;
        this.map.fitBounds([[west, south], [east, north]], { padding: 60, maxZoom: 10.5, duration: calm() ? 0 : 500 });
      });
      box.append(nearer);
    }
    const list = document.createElement("ul");
    for (const row of found.events) list.append(this.item(row));
    box.append(list);
    if (found.count > found.events.length) box.append(element("p", "small", `+ ${found.count - found.events.length}`));
    return box;
  }

  item(row) {
    const item = element("li", row.boards[0] ?? "plain");
    const link = element("a", "", row.headline);
    link.href = row.address;
    item.append(link, element("p", "small", [row.when, ...row.tolls, row.origins].join(" · ")));
    if (row.quote) item.append(element("p", "quote", row.quote), element("p", "small", row.outlet));
    return item;
  }

  repaint() {
    for (const id of this.map.listImages()) this.map.removeImage(id);
    this.map.setStyle(this.style());
    this.map.once("styledata", () => this.marks && this.paint());
  }
}

function readHash() {
  const found = /^#map=(-?[\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(location.hash);
  return found && { zoom: Number(found[1]), center: [Number(found[3]), Number(found[2])] };
}

function writeHash(map) {
  const { lng, lat } = map.getCenter();
  history.replaceState(history.state, "", `#map=${map.getZoom().toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
}

function viewWords(map) {
  const box = map.getBounds();
  const fit = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(4);
  return `west=${fit(box.getWest(), 180)}&south=${fit(box.getSouth(), 90)}&east=${fit(box.getEast(), 180)}&north=${fit(box.getNorth(), 90)}&zoom=${map.getZoom().toFixed(2)}`;
}

function tones() {
  const style = getComputedStyle(document.documentElement);
  const names = ["sea", "land", "pair", "edge", "border", "band", "plain", "card", "ink", "soft", "paper", ...Object.keys(SHAPES)];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const controlWords = (said) => ({ "NavigationControl.ZoomIn": said.in, "NavigationControl.ZoomOut": said.out, "Popup.Close": said.close, "Map.Title": said.map });
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const collection = (features) => ({ type: "FeatureCollection", features });
const point = (at, properties) => ({ type: "Feature", geometry: { type: "Point", coordinates: [at.lon, at.lat] }, properties });

function element(name, kind, words) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (words !== undefined) made.textContent = words;
  return made;
}
