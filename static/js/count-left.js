// A field with a limit says how many characters are left.
for (const field of document.querySelectorAll("[data-count]")) {
  const told = document.createElement("span");
  told.className = "hint count";
  told.setAttribute("aria-hidden", "true");
  const count = () => { told.textContent = `${field.value.length} / ${field.dataset.count}`; };
  field.addEventListener("input", count);
  field.after(told);
  count();
}
