// The timeline: arrows go from bar to bar, dragging chooses a period.
export function startTimeline(svg, choose) {
  if (!svg) return;
  const links = [...svg.querySelectorAll("a")];
  links.forEach((link, n) => link.setAttribute("tabindex", n ? "-1" : "0"));
  svg.addEventListener("keydown", (event) => move(event, links));
  brush(svg, links, choose);
}

function move(event, links) {
  const at = links.indexOf(event.target.closest("a"));
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 };
  const next = links[steps[event.key]];
  if (at < 0 || !next) return;
  event.preventDefault();
  links[at].setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

function brush(svg, links, choose) {
  let start = null, moved = false;
  const box = svg.viewBox.baseVal;
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  mark.setAttribute("class", "brush");
  mark.setAttribute("height", box.height - 18);
  const at = (event) => {
    const place = svg.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - place.left) / place.width)) * box.width;
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    start = at(event);
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const now = at(event);
    if (!moved && Math.abs(now - start) < 5) return;
    if (!moved) {
      moved = true;
      svg.setPointerCapture(event.pointerId);
      svg.append(mark);
    }
    mark.setAttribute("x", Math.min(now, start));
    mark.setAttribute("width", Math.abs(now - start));
  });
  svg.addEventListener("pointerup", (event) => {
    if (start !== null && moved) {
      const [low, high] = [start, at(event)].sort((a, b) => a - b);
      choose(dayAt(svg, low), dayAt(svg, high));
    }
    start = null;
    mark.remove();
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
}

function dayAt(svg, x) {
  const left = Number(svg.dataset.left) * svg.viewBox.baseVal.width;
  const share = Math.min(1, Math.max(0, (x - left) / (svg.viewBox.baseVal.width - left)));
  const first = Date.parse(svg.dataset.first), last = Date.parse(svg.dataset.last);
  return new Date(first + share * (last - first)).toISOString().slice(0, 10);
}
