// Map, timeline and table on one filter: the page works without this; with it, only what changes is fetched.
import { startMap } from "./events_map.js";
import { startTimeline } from "./events_time.js";

const PARTS = [".head", ".query", ".chips", ".notice", ".filter", ".timebox", ".aside", ".list", ".stamp"];
let map = null;
let latest = 0;

const root = () => document.getElementById("events");
const isOurs = (url) => url.origin === location.origin && url.pathname === "/events";

async function show(address, remember) {
  const turn = ++latest;
  root().setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(address, { headers: { accept: "text/html" } });
  } catch {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== latest) return;
  const fresh = page.getElementById("events");
  if (!fresh || !fresh.querySelector(".panes") || !root().querySelector(".panes")) {
    location.assign(answer.url);
    return;
  }
  const open = root().querySelector(".filter").open, held = document.activeElement?.id;
  swap(fresh);
  root().querySelector(".filter").open = open;
  document.title = page.title;
  if (remember) history.pushState({ events: true }, "", answer.url);
  root().removeAttribute("aria-busy");
  document.getElementById("said").textContent = document.getElementById("count").textContent;
  (document.getElementById(held || "count") ?? document.getElementById("count")).focus({ preventScroll: true });
  started();
  map?.ask(root().dataset.query, root().dataset.view.split(",").map(Number));
}

function swap(fresh) {
  const here = root();
  for (const name of ["query", "view", "fiction"]) here.dataset[name] = fresh.dataset[name];
  for (const part of PARTS) {
    const old = here.querySelector(part), next = fresh.querySelector(part);
    if (old && next) old.replaceWith(next);
    else if (old) old.remove();
    else if (next) place(next, part, here);
  }
}

function place(next, part, here) {
  if (part === ".aside") here.querySelector(".beside").append(next);
  else if (part === ".stamp") here.querySelector(".still").after(next);
  else here.querySelector(".query").after(next);
}

function started() {
  startTimeline(root().querySelector("svg.bars"), (first, last) => show(periodAddress(first, last), true));
}

function periodAddress(first, last) {
  const form = new FormData(root().querySelector(".filter form"));
  form.set("since", first);
  form.set("until", last);
  return `/events?${new URLSearchParams(form)}`;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#events a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const url = new URL(link.href.baseVal ?? link.href, location.href);
  if (!isOurs(url)) return;
  event.preventDefault();
  show(url.href, true);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#events") || form.method !== "get" || !isOurs(new URL(form.action))) return;
  event.preventDefault();
  const asked = new URLSearchParams(new FormData(form));
  show(`/events?${asked}`, true);
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches?.(".filter select") || (field.name === "near" && !field.form.km.value)) return;
  field.form.requestSubmit();
});

// A day is asked when its field is left: while it is typed it is many other days.
document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (field.matches?.(".filter input[type=date]") && field.value !== field.defaultValue) field.form.requestSubmit();
});

addEventListener("popstate", () => show(location.href, false));

const filter = root().querySelector(".filter");
if (matchMedia("(max-width: 759px)").matches && filter) filter.open = false;
if (root().querySelector(".panes")) {
  started();
  startMap(root(), (query) => show(`/events?${new URLSearchParams({ q: query })}`, true)).then((made) => { map = made; });
}
