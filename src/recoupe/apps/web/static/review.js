// The queue by keyboard: j and k walk it, single keys open the forms. Everything works by mouse and without this, too.
const KEYS_OFF = "recoupe.review.keys-off";
const reasons = [...document.querySelectorAll("#ready-reasons option")].map((option) => option.value);

const keysOff = () => localStorage.getItem(KEYS_OFF) === "yes";
const item = () => document.querySelector("#item");
const isTyping = (element) => element.closest("input, select, textarea, dialog[open]") !== null;

function firstField(form) {
  const wanted = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea, button";
  return form.querySelector("input[type=radio], input[type=checkbox]") ?? form.querySelector(wanted);
}

function openAction(action) {
  for (const other of document.querySelectorAll(".action[open]")) if (other !== action) other.open = false;
  action.open = true;
  firstField(action.querySelector(".form"))?.focus();
  action.scrollIntoView({ block: "nearest" });
}

function press(key) {
  if (key === "?") return openHelp();
  if (key === "u" && pressUndo()) return true;
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (found.matches("details")) openAction(found);
  else if (found.rel === "next" || found.rel === "prev") show(found.href);
  else found.click();
  return true;
}

function pressUndo() {
  const button = document.querySelector("#decided .undo button");
  button?.click();
  return Boolean(button);
}

function openHelp() {
  const dialog = document.querySelector("dialog.keys");
  dialog?.showModal();
  return Boolean(dialog);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return closeForm(event.target);
  if (keysOff() || isTyping(event.target)) return;
  if (press(event.key)) event.preventDefault();
});

function closeForm(inside) {
  const action = inside.closest?.(".action[open]");
  if (!action) return;
  action.open = false;
  action.querySelector("summary").focus();
}

// Walking the queue: the next item takes the place of the last without loading the page anew.
async function show(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) return void (location.href = address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".review");
  if (!fresh) return void (location.href = address);
  document.querySelector(".review").replaceWith(fresh);
  document.querySelector("#decided")?.remove();
  history.replaceState(null, "", address);
  prepare();
  const [title, current] = [item(), document.querySelector(".queue [aria-current]")];
  title.focus({ preventScroll: true });
  current?.scrollIntoView({ block: "nearest" });
  if (innerWidth <= 860) title.scrollIntoView();
}

// Reasons that are given again and again: one press writes them.
function offerReasons(input) {
  if (!reasons.length || input.dataset.offered) return;
  input.dataset.offered = "yes";
  input.removeAttribute("list");
  const row = document.createElement("div");
  row.className = "ready";
  for (const words of reasons) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => addReason(input, words));
    row.append(button);
  }
  input.closest(".signing")?.after(row);
  showWhenFilled(input.form);
}

// The row comes with the first field that is entered and stays: a button pressed never moves from under the pointer.
function showWhenFilled(form) {
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("input, select, textarea")) form.classList.add("filling");
  });
}

// What was typed before stays.
function addReason(input, words) {
  const typed = input.value.trim();
  if (!typed.split("; ").includes(words)) input.value = typed ? `${typed}; ${words}` : words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

// A place is put on the map by clicking: each click looks closer, the last one counts.
class PointMap {
  constructor(figure) {
    this.figure = figure;
    this.form = figure.parentElement.querySelector("form");
    this.inputs = ["lat", "lon", "radius_km"].map((name) => this.form.elements[`place_${name}`]);
    figure.hidden = false;
    figure.querySelector(".wider").addEventListener("click", () => this.draw(this.km * 3));
    figure.addEventListener("click", (event) => event.target.closest("svg") && this.choose(event));
    this.draw();
  }

  get svg() {
    return this.figure.querySelector("svg");
  }

  get km() {
    return Number(this.svg?.dataset.km ?? 350);
  }

  async draw(km = 350) {
    const [lat, lon] = this.inputs.map((input) => input.value);
    const asked = new URLSearchParams(lat && lon ? { lat, lon, km } : { km });
    const answer = await fetch(`${this.figure.dataset.source}?${asked}`);
    if (!answer.ok) return;
    this.figure.querySelector(".drawing").innerHTML = await answer.text();
    if (lat && lon) this.mark(Number(lat), Number(lon));
  }

  choose(event) {
    const { west, north, scale, squeeze } = this.svg.dataset;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    const [lat, lon] = [Number(north) - at.y / scale, Number(west) + at.x / (scale * squeeze)];
    const values = [lat.toFixed(4), lon.toFixed(4), Math.max(1, Math.round(this.km / 50))];
    this.inputs.forEach((input, n) => (input.value = values[n]));
    this.inputs[0].closest("details").open = true;
    this.draw(Math.max(8, this.km / 4));
  }

  mark(lat, lon) {
    const { west, north, scale, squeeze } = this.svg.dataset;
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const values = { cx: (lon - west) * squeeze * scale, cy: (north - lat) * scale, r: 9, class: "chosen" };
    for (const [name, value] of Object.entries(values)) ring.setAttribute(name, value);
    this.svg.append(ring);
  }
}

function prepare() {
  document.querySelectorAll(".decide input[name=why]").forEach(offerReasons);
  for (const figure of document.querySelectorAll(".point-map")) {
    const action = figure.closest("details");
    action.addEventListener("toggle", () => action.open && figure.hidden && new PointMap(figure));
  }
  for (const help of document.querySelectorAll(".keys-help")) {
    help.hidden = false;
    help.addEventListener("click", openHelp);
  }
}

const box = document.querySelector(".keys-on");
if (box) {
  box.checked = !keysOff();
  box.addEventListener("change", () => localStorage.setItem(KEYS_OFF, box.checked ? "no" : "yes"));
}
prepare();
if (new URLSearchParams(location.search).has("decided")) document.querySelector("#decided")?.focus?.();
