// A bulk run goes on by itself: step after step is asked for, and the page shows how far it is.
const AGAIN = 5000; // milliseconds after a step that did not arrive
const told = document.querySelector("[data-bulk-told]");

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function step(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (answer.status >= 500) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-bulk-run]");
}

async function run() {
  for (let form = document.querySelector("[data-go-on]"); form; form = document.querySelector("[data-go-on]")) {
    try {
      const next = await step(form);
      if (!next) return location.reload();
      document.querySelector("[data-bulk-run]").replaceWith(next);
    } catch {
      await pause(AGAIN);
    }
  }
  told.textContent = document.querySelector("h1").textContent;
}

if (document.querySelector("[data-go-on]")) run();
