// Shows how far a batch is: asks for its numbers, and takes the page anew when they changed.
const PAUSE_MS = 700;
let seen = "";

async function look() {
  const job = document.getElementById("job");
  try {
    const answer = await fetch(`/api/add/${job.dataset.job}`, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    const mark = `${now.state} ${now.done} ${now.problems.length}`;
    if (mark !== seen) await renew(job);
    seen = mark;
  } catch {
    // the desk is closed or busy: ask again
  }
  if (document.getElementById("job").dataset.ended === "no") setTimeout(look, PAUSE_MS);
}

async function renew(job) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.getElementById("job");
  if (!fresh) return;
  job.replaceWith(fresh);
  document.querySelector("h1").textContent = page.querySelector("h1").textContent;
}

look();
