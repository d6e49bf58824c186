// The key in data-shortcut focuses its field, unless somebody is typing.
const field = document.querySelector("input[data-shortcut]");

addEventListener("keydown", (event) => {
  if (!field || event.key !== field.dataset.shortcut) return;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
  field.select();
});
