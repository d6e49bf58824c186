// The days of an announcement are asked for only where it is one.
for (const days of document.querySelectorAll("[data-days]")) {
  const form = days.closest("form");
  const show = () => { days.hidden = form.elements.entry_sort.value !== "announcement"; };
  form.addEventListener("change", show);
  show();
}
