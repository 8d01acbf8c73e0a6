// Names on the map: each is put where it covers no mark, no other name and, if it can be, no road.
import { labelSize, ringSize } from "./events_marks.js";

const ROAD_STEP = 9;
const EDGE = 4;
const CROWD = 30; // so many marks, and those of many places go without a name

// What to write, the most important first; returns names with their image, anchor and offset.
export function placeNames(map, marks, places, base) {
  const room = new Room(map);
  for (const mark of marks) room.block(mark.at, markSize(mark));
  const stops = base.filter((feature) => feature.properties.kind === "stop").map(asPlace);
  for (const stop of stops) room.block(stop, 3.5);
  for (const road of base.filter((feature) => feature.properties.kind === "corridor")) room.avoid(road.geometry.coordinates);
  const named = new Set();
  const placed = [];
  const tell = (at, kind, words, gap, dot, centred) => {
    const found = room.place(at, `label|${kind}|${words}`, gap, centred, kind === "band" ? [true] : [true, false]);
    if (found) placed.push({ lon: at.lon, lat: at.lat, values: dot ? { ...found, dot } : found });
    return found;
  };
  const byCount = [...marks].sort((a, b) => b.count - a.count);
  for (const mark of byCount) {
    if (!mark.name || named.has(mark.name) || (mark.places > 1 && marks.length > CROWD)) continue;
    if (tell(mark.at, "mark", mark.places > 1 ? `${mark.name} …` : mark.name, markSize(mark) + 2)) named.add(mark.name);
  }
  for (const place of places.filter((one) => one.kind === "country pair")) tell(place, place.kind, place.name, 0, null, true);
  for (const stop of ends(stops)) {
    if (!named.has(stop.name) && tell(stop, "stop", stop.name, 6)) named.add(stop.name);
  }
  for (const place of places.filter((one) => one.kind === "country other")) tell(place, place.kind, place.name, 0, null, true);
  for (const band of base.filter((feature) => feature.properties.kind === "band-name")) tell(asPlace(band), "band", band.properties.name, 3);
  for (const place of places) {
    if (place.kind.startsWith("country") || named.has(place.name) || room.taken(place)) continue;
    if (tell(place, place.kind, place.name, place.kind === "capital" ? 7 : 5, `dot|${place.kind}|x`)) named.add(place.name);
  }
  return placed;
}

const asPlace = (feature) => ({ lon: feature.geometry.coordinates[0], lat: feature.geometry.coordinates[1], name: feature.properties.name });
const markSize = (mark) => (mark.places > 1 && !mark.area ? ringSize(mark.count) + 2 : mark.count > 1 ? 12 : 9);
// The first stop and the last tell where a road leads: they go before those between.
const ends = (stops) => [...stops.slice(0, 1), ...stops.slice(-1), ...stops.slice(1, -1)];

class Room {
  constructor(map) {
    this.map = map;
    const box = map.getContainer();
    this.width = box.clientWidth;
    this.height = box.clientHeight;
    this.boxes = [[this.width - 50, 0, this.width, 80], [0, this.height - 36, 150, this.height], [0, 0, 190, 32]];
    this.roads = [];
  }

  at(place) {
    return this.map.project([place.lon, place.lat]);
  }

  block(place, half) {
    const { x, y } = this.at(place);
    this.boxes.push([x - half, y - half, x + half, y + half]);
  }

  avoid(line) {
    const points = line.map(([lon, lat]) => this.map.project([lon, lat]));
    for (let n = 1; n < points.length; n++) {
      const [from, to] = [points[n - 1], points[n]];
      const steps = Math.min(400, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / ROAD_STEP));
      for (let step = 0; step <= steps; step++) {
        const x = from.x + ((to.x - from.x) * step) / steps, y = from.y + ((to.y - from.y) * step) / steps;
        if (x > -20 && y > -20 && x < this.width + 20 && y < this.height + 20) this.roads.push([x - 1.5, y - 1.5, x + 1.5, y + 1.5]);
      }
    }
  }

  taken(place) {
    const { x, y } = this.at(place);
    return meets([x - 2, y - 2, x + 2, y + 2], this.boxes);
  }

  // Right, left, above, below, then the corners; first clear of roads, then wherever there is room.
  place(place, image, gap, centred, cares) {
    const { x, y } = this.at(place), [width, height] = labelSize(image);
    if (x < -width || y < -height || x > this.width + width || y > this.height + height) return null;
    const choices = centred ? [["center", 0, 0]] : tries(gap);
    for (const careful of cares) {
      for (const [anchor, dx, dy] of choices) {
        const box = boxOf(anchor, x + dx, y + dy, width, height);
        if (!this.inside(box) || meets(box, this.boxes) || (careful && meets(box, this.roads))) continue;
        this.boxes.push(box);
        return { image, anchor, offset: [dx, dy] };
      }
    }
    return null;
  }

  inside([left, top, right, bottom]) {
    return left >= EDGE && top >= EDGE && right <= this.width - EDGE && bottom <= this.height - EDGE;
  }
}

function tries(gap) {
  const slant = gap * 0.72;
  return [
    ["left", gap, 0], ["right", -gap, 0], ["bottom", 0, -gap + 1], ["top", 0, gap - 1],
    ["bottom-left", slant, -slant + 3], ["top-left", slant, slant - 3], ["bottom-right", -slant, -slant + 3], ["top-right", -slant, slant - 3],
  ];
}

function boxOf(anchor, x, y, width, height) {
  const left = anchor.includes("left") ? x : anchor.includes("right") ? x - width : x - width / 2;
  const top = anchor.includes("top") ? y : anchor.includes("bottom") ? y - height : y - height / 2;
  return [left + 1, top + 2, left + width - 1, top + height - 2];
}

const meets = (box, others) => others.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
