// Files dropped anywhere on the page are read at once; without this script the form does the same with a button.
const form = document.getElementById("files-form");
const drop = document.getElementById("drop");
const fault = document.getElementById("files-fault");
const files = document.getElementById("files");

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

function send() {
  const bytes = [...files.files].reduce((sum, file) => sum + file.size, 0);
  const large = bytes > Number(form.dataset.bytes);
  fault.textContent = large ? form.dataset.large : "";
  fault.hidden = !large;
  if (files.files.length && !large) form.requestSubmit();
}

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
  send();
});
files.addEventListener("change", send);
