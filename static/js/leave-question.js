// A form with data-leave-question asks before somebody leaves it with unsaved words.
// "unsaved" says that the server showed the words back without having saved them.
for (const form of document.querySelectorAll("form[data-leave-question]")) {
  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const before = form.dataset.leaveQuestion === "unsaved" ? "" : state();
  let sent = false;
  form.addEventListener("submit", () => {
    sent = true;
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
  addEventListener("beforeunload", (event) => {
    const isKept = ["kept", "same"].includes(form.dataset.draftState); // as a draft, says draft-keep.js
    if (!sent && !isKept && state() !== before) event.preventDefault();
  });
}
