// The dossier prints whole: what is folded opens for paper and folds again after it.
const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.why:not([open]), .tree details:not([open]), details.together:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});
