// A form with data-leave-question asks before somebody leaves it with unsaved words.
for (const form of document.querySelectorAll("form[data-leave-question]")) {
  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const before = state();
  let sent = form.dataset.leaveQuestion === "changed" ? null : false;
  form.addEventListener("submit", (event) => {
    sent = !event.submitter?.formTarget;
  });
  addEventListener("pageshow", () => {
    sent = sent === null ? null : false;
  });
  addEventListener("beforeunload", (event) => {
    if (sent || (sent === false && state() === before)) return;
    event.preventDefault();
  });
}
