// While a place is typed, the places of that name are offered, each under words that name exactly one.
const list = document.createElement("datalist");
list.id = "known-places";
document.body.append(list);
let asked = "";

async function offer(name) {
  if (name.length < 2 || name === asked || name.includes("(")) return;
  asked = name;
  const answer = await fetch(`/api/places?name=${encodeURIComponent(name)}`);
  if (!answer.ok || name !== asked) return;
  const options = (await answer.json()).map((place) => {
    const option = document.createElement("option");
    option.value = place.value;
    option.label = [place.name, place.admin1, place.country].filter(Boolean).join(", ");
    return option;
  });
  list.replaceChildren(...options);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("input[list=known-places]")) offer(event.target.value.trim());
});

// A decision without a reason is not sent; the page says so beside the field until something is typed.
const missing = (input) => input.closest?.(".signing label")?.querySelector(".missing");

document.addEventListener(
  "invalid",
  (event) => {
    const words = event.target.name === "why" && missing(event.target);
    if (words) words.hidden = false;
  },
  true,
);
document.addEventListener("input", (event) => {
  const words = event.target.name === "why" && missing(event.target);
  if (words) words.hidden = true;
});
