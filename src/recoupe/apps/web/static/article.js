// The article's page at work: marks open their value beside the text, values light up their words, and selected words
// become an event or a correction. Offsets are code points of the stored text; JavaScript counts UTF-16 units.
const text = document.querySelector("#text");
const picked = document.querySelector("#picked");
const pick = document.querySelector("#pick");
const switches = [...document.querySelectorAll("[data-kind]")].filter((box) => box.type === "checkbox");
const marks = text ? [...text.querySelectorAll("a.m")] : [];

/* Marks: choose one, see what was read there. */

function choose(mark) {
  for (const other of text.querySelectorAll(".chosen")) other.classList.remove("chosen");
  const ids = mark.dataset.notes.split(" ").reverse();
  for (const part of marks) {
    if (part.dataset.notes.split(" ").includes(ids[0])) part.classList.add("chosen");
  }
  const shown = ids.map((id) => document.getElementById(`n-${id}`)).filter(Boolean).map(copyOf);
  picked.querySelector(".notes-here").replaceChildren(...shown);
  picked.hidden = false;
  picked.dataset.from = mark.dataset.s;
  if (matchMedia("(max-width: 860px)").matches) mark.scrollIntoView({ block: "center" }); // above the sheet
}

function copyOf(note) {
  const copy = note.cloneNode(true);
  copy.removeAttribute("id");
  return copy;
}

function close() {
  picked.hidden = true;
  for (const mark of text.querySelectorAll(".chosen")) mark.classList.remove("chosen");
  const mark = text.querySelector(`a[data-s="${picked.dataset.from}"]`);
  if (mark) goTo(mark);
}

/* The keyboard: one stop for the whole text, arrows go from mark to mark that is switched on. */

function isOn(mark) {
  return mark.dataset.kinds.split(" ").some((kind) => switches.find((box) => box.dataset.kind === kind)?.checked);
}

let current = marks[0]; // the one stop; the others take no focus, since words that do can hardly be selected

function stopAt(mark) {
  current?.removeAttribute("tabindex");
  current = mark;
  current.tabIndex = 0;
}

function goTo(mark) {
  stopAt(mark);
  mark.focus();
}

function walk(from, step) {
  for (let at = marks.indexOf(from) + step; at >= 0 && at < marks.length; at += step) {
    if (isOn(marks[at])) return goTo(marks[at]);
  }
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function onKey(event) {
  const mark = event.target.closest("a.m");
  if (!mark || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (STEPS[event.key]) {
    event.preventDefault();
    walk(mark, STEPS[event.key]);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(mark);
  }
}

/* Values: the words they rest on light up, on the same page. */

function inside(node, [start, end]) {
  const at = Number(node.dataset.s);
  return at >= start && at < end;
}

function bounds(words) {
  return words.split("-").map(Number);
}

function light(link) {
  const exact = bounds(link.dataset.at);
  const sentence = link.dataset.sentence ? bounds(link.dataset.sentence) : exact;
  const pieces = [...text.querySelectorAll("[data-s]")];
  const first = pieces.find((piece) => inside(piece, exact));
  if (!first) return false; // another part of the text: the link leads there
  for (const piece of pieces) {
    piece.classList.toggle("exact", inside(piece, exact));
    piece.classList.toggle("lit", inside(piece, sentence));
  }
  first.scrollIntoView({ block: "center" });
  return true;
}

/* Selected words: where they stand in the stored text. */

function codePoints(words) {
  let count = 0;
  for (const _ of words) count += 1;
  return count;
}

function offsetOf(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-s]");
  if (!piece || !text.contains(piece)) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, at);
  return Number(piece.dataset.s) + codePoints(before.toString());
}

function selectedWords() {
  const selection = getSelection();
  if (!text || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const pieces = [...text.querySelectorAll("[data-s]")].filter((piece) => range.intersectsNode(piece));
  let quote = "";
  let start = null;
  let end = null;
  for (const piece of pieces) {
    const at = Number(piece.dataset.s);
    const low = piece.contains(range.startContainer) ? offsetOf(range.startContainer, range.startOffset) - at : 0;
    const letters = [...piece.textContent];
    const high = piece.contains(range.endContainer) ? offsetOf(range.endContainer, range.endOffset) - at : letters.length;
    if (high <= low) continue;
    if (end !== null) quote += "\n".repeat(Math.max(0, at + low - end)); // line ends stand between paragraphs
    quote += letters.slice(low, high).join("");
    start ??= at + low;
    end = at + high;
  }
  return quote.trim() ? trimmed(quote, start) : null;
}

function trimmed(quote, start) {
  const lead = quote.length - quote.trimStart().length;
  return { quote: quote.trim(), at: start + codePoints(quote.slice(0, lead)) };
}

let last = null;

function offer() {
  const found = document.querySelector("#decide-here") ? selectedWords() : null;
  last = found ?? last;
  pick.hidden = !found;
  if (!found) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const narrow = matchMedia("(max-width: 860px)").matches;
  pick.classList.toggle("docked", narrow);
  pick.style.top = narrow ? "" : `${scrollY + box.bottom + 8}px`;
  pick.style.left = narrow ? "" : `${Math.max(8, Math.min(scrollX + box.left, innerWidth - pick.offsetWidth - 16))}px`;
}

function open(name) {
  const part = document.getElementById(name);
  const form = part.querySelector("form");
  part.open = true;
  if (last) {
    form.elements.quote.value = last.quote;
    form.elements.at.value = last.at;
  }
  pick.hidden = true;
  part.scrollIntoView({ block: "start" });
  (name === "add" ? form.elements.type : form.elements.field).focus();
  return form;
}

/* A correction shows the input of the chosen field only. */

function onlyChosen(form) {
  for (const part of form.querySelectorAll(".field-of")) {
    part.hidden = part.dataset.field !== form.elements.field.value;
    for (const input of part.querySelectorAll("input, select")) input.disabled = part.hidden;
  }
}

for (const form of document.querySelectorAll("form.correct-any")) {
  form.elements.field.addEventListener("change", () => onlyChosen(form));
  onlyChosen(form);
}
for (const form of document.querySelectorAll("#decide-here form")) {
  form.elements.quote.addEventListener("input", () => (form.elements.at.value = ""));
}
for (const link of document.querySelectorAll("[data-correct]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    last = null;
    const form = open("correct");
    form.elements.target.value = link.dataset.correct;
    form.elements.quote.value = "";
    form.elements.at.value = "";
  });
}
if (text) {
  for (const mark of marks) {
    mark.removeAttribute("href"); // nor can the words of a link
    mark.setAttribute("role", "button");
  }
  if (current) stopAt(current);
  text.addEventListener("pointerdown", () => current?.removeAttribute("tabindex"));
  addEventListener("pointerup", () => current && stopAt(current));
  document.querySelector(".keys").hidden = marks.length === 0;
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("a.m");
    if (!mark) return;
    if (!getSelection().isCollapsed) return; // words are being selected across a mark
    goTo(mark);
    choose(mark);
  });
  text.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", offer);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (link && light(link)) event.preventDefault();
  });
}
for (const button of pick.querySelectorAll("[data-pick]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", () => open(button.dataset.pick));
}
picked.querySelector("[data-close]").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !picked.hidden) close();
});
