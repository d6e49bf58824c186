// The key in data-shortcut focuses its field or follows its link, unless somebody is typing, or wants no single
// keys: the box below the switcher says so.
function isOff() {
  try {
    return localStorage.getItem("single-keys") === "off";
  } catch {
    return false;
  }
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector(":modal") || isOff()) return;
  const bound = [...document.querySelectorAll("[data-shortcut]")].find((place) => place.dataset.shortcut === event.key);
  if (!bound) return;
  event.preventDefault();
  if (bound.matches("input")) bound.select();
  bound[bound.matches("input") ? "focus" : "click"]();
});
