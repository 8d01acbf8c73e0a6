// Marks and names of the map, drawn on canvases: the map needs no fonts and no pictures from anywhere.
export const SHAPES = {
  threat: "M6,0A6,6,0,1,1,-6,0A6,6,0,1,1,6,0Z",
  supply: "M-5.2,-5.2H5.2V5.2H-5.2Z",
  cooperation: "M0,-7.4L7.4,0L0,7.4L-7.4,0Z",
  diplomacy: "M0,-7L6.8,5.2L-6.8,5.2Z",
  trade: "M-2.4,-6.6H2.4V-2.4H6.6V2.4H2.4V6.6H-2.4V2.4H-6.6V-2.4H-2.4Z",
  plain: "M4.6,0A4.6,4.6,0,1,1,-4.6,0A4.6,4.6,0,1,1,4.6,0Z",
};
const RATIO = 2;
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

// mark|one, area or many|board|count|board:count,board:count…
export function drawMark(id, tone) {
  const [, kind, board, count, parts] = id.split("|");
  return kind === "many" ? drawRing(Number(count), parts, tone) : drawShape(kind === "area", board, Number(count), tone);
}

function drawShape(area, board, count, tone) {
  const size = count > 1 ? 1.35 : 1, half = 8.6 * size + 1;
  const { canvas, pen } = makeCanvas(half * 2, half * 2);
  pen.translate(half, half);
  pen.save();
  pen.scale(size, size);
  const shape = new Path2D(SHAPES[board] ?? SHAPES.plain);
  pen.lineJoin = "round";
  pen.lineWidth = 2.6 / size;
  pen.strokeStyle = tone.card;
  pen.stroke(shape);
  pen.fillStyle = area ? tone.card : tone[board] ?? tone.plain;
  pen.fill(shape);
  if (area) {
    pen.lineWidth = 1.7 / size;
    pen.setLineDash([2.4, 1.4]);
    pen.strokeStyle = tone[board] ?? tone.plain;
    pen.stroke(shape);
  }
  pen.restore();
  if (count > 1) write(pen, short(count), 0, board === "diplomacy" ? 2 : 0.5, area ? tone[board] ?? tone.plain : tone.card, 10);
  return finish(canvas, pen);
}

export const ringSize = (count) => Math.min(21, 10.5 + 3.6 * Math.log10(count));

// Many places: a ring with a part for each board, the number inside.
function drawRing(count, parts, tone) {
  const radius = ringSize(count), half = radius + 3;
  const { canvas, pen } = makeCanvas(half * 2, half * 2);
  pen.translate(half, half);
  disc(pen, radius + 1.8, tone.card);
  const boards = parts.split(",").map((part) => part.split(":"));
  const total = boards.reduce((sum, [, n]) => sum + Number(n), 0);
  let turn = -Math.PI / 2;
  for (const [board, n] of boards) {
    const next = turn + (2 * Math.PI * Number(n)) / total;
    pen.beginPath();
    pen.arc(0, 0, radius - 1.8, turn, next);
    pen.lineWidth = 3.6;
    pen.strokeStyle = tone[board] ?? tone.plain;
    pen.stroke();
    turn = next;
  }
  write(pen, short(count), 0, 0.5, tone.ink, count > 999 ? 10 : 11);
  return finish(canvas, pen);
}

// dot|kind|…: the spot of a town
export function drawDot(id, tone) {
  const kind = id.split("|")[1], capital = kind === "capital";
  const radius = capital ? 3.4 : kind === "region seat" ? 2.4 : 1.7, half = radius + 1.6;
  const { canvas, pen } = makeCanvas(half * 2, half * 2);
  pen.translate(half, half);
  disc(pen, radius + 0.9, tone.pair);
  if (capital) pen.fillRect(-radius - 0.8, -radius - 0.8, 2 * radius + 1.6, 2 * radius + 1.6);
  pen.fillStyle = tone.soft;
  if (capital) pen.fillRect(-radius * 0.85, -radius * 0.85, radius * 1.7, radius * 1.7);
  else disc(pen, radius, tone.soft);
  return finish(canvas, pen);
}

const LABELS = {
  "country pair": { size: 14, weight: 500, spaced: 3.4, upper: true, colour: "soft" },
  "country other": { size: 11.5, weight: 500, spaced: 2.2, upper: true, colour: "soft" },
  band: { size: 10, weight: 500, colour: "band" },
  capital: { size: 13, weight: 600, colour: "ink" },
  "region seat": { size: 12, weight: 500, colour: "plain" },
  stop: { size: 12, weight: 500, colour: "ink" },
  mark: { size: 12.5, weight: 700, colour: "ink" },
  "district seat": { size: 11.5, weight: 400, colour: "plain" },
  "border post": { size: 11.5, weight: 400, colour: "plain" },
  small: { size: 11, weight: 400, colour: "soft" },
};

// label|kind|name
export function drawLabel(id, tone) {
  const { look, name, font, width, height, other } = readLabel(id);
  const { canvas, pen } = makeCanvas(width, height);
  pen.font = font;
  if (look.spaced) pen.letterSpacing = `${look.spaced}px`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3.2;
  pen.strokeStyle = other ? tone.land : tone.pair;
  pen.globalAlpha = 0.85;
  pen.strokeText(name, 2, height / 2);
  pen.globalAlpha = other ? 0.8 : 1;
  pen.fillStyle = tone[look.colour];
  pen.fillText(name, 2, height / 2);
  return finish(canvas, pen);
}

// Width and height of a label's image in pixels.
export function labelSize(id) {
  const { width, height } = readLabel(id);
  return [width, height];
}

function readLabel(id) {
  const [, kind, ...rest] = id.split("|");
  const look = LABELS[kind] ?? LABELS.small;
  const name = look.upper ? rest.join("|").toLocaleUpperCase() : rest.join("|");
  const font = `${look.weight} ${look.size}px ${SANS}`;
  const width = measure(name, font) + (look.spaced ?? 0) * name.length + 4;
  return { look, name, font, width, height: look.size + 6, other: kind === "country other" };
}

let ruler = null;
function measure(words, font) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = font;
  return Math.ceil(ruler.measureText(words).width);
}

function makeCanvas(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * RATIO);
  canvas.height = Math.ceil(height * RATIO);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(RATIO, RATIO);
  return { canvas, pen };
}

const finish = (canvas, pen) => ({ image: pen.getImageData(0, 0, canvas.width, canvas.height), ratio: RATIO });

function disc(pen, radius, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fill();
}

function write(pen, words, x, y, colour, size) {
  pen.font = `700 ${size}px ${SANS}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(words, x, y);
}

const short = (count) => (count < 1000 ? String(count) : count < 10000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`);
