// The key in aria-keyshortcuts follows its link, unless somebody is typing.
addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.defaultPrevented || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const link = [...document.querySelectorAll("a[aria-keyshortcuts]")].find(
    (candidate) => candidate.getAttribute("aria-keyshortcuts") === event.key,
  );
  if (!link) return;
  event.preventDefault();
  link.click();
});
