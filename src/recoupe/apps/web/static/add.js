// Files dropped anywhere on the page are read at once; without this script the form does the same with a button.
const form = document.getElementById("files-form");
const drop = document.getElementById("drop");
const files = document.getElementById("files");

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  drop.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  drop.classList.remove("over");
  files.files = event.dataTransfer.files;
  if (files.files.length) form.requestSubmit();
});
files.addEventListener("change", () => {
  if (files.files.length) form.requestSubmit();
});
