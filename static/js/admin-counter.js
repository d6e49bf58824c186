/* Counts what is left of a text with a limit: `<textarea data-counter="280">`. */
for (const field of document.querySelectorAll("[data-counter]")) {
  const most = Number(field.dataset.counter);
  const shown = document.createElement("span");
  shown.className = "counter";
  shown.setAttribute("aria-live", "polite");
  const count = () => {
    const length = [...field.value.trim().replace(/\s+/gu, " ")].length;
    shown.textContent = `${length} / ${most}`;
    shown.classList.toggle("counter-over", length > most);
  };
  field.after(shown);
  field.addEventListener("input", count);
  count();
}
