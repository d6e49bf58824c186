// What is there to be carried away gets a button that copies it: a field, or a passage with its layout.
function copied(field, passage) {
  if (!passage) return navigator.clipboard.writeText(field.value);
  const html = new Blob([passage.innerHTML], { type: "text/html" });
  const text = new Blob([passage.dataset.passage], { type: "text/plain" });
  return navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": text })]);
}

// Without a clipboard (an address without https) people find everything selected.
function selected(field, passage) {
  if (passage) getSelection().selectAllChildren(passage);
  else field.select();
}

for (const place of document.querySelectorAll("[data-copy-words]")) {
  const field = place.querySelector("input, textarea");
  const passage = place.querySelector("[data-passage]");
  const label = place.querySelector("label");
  const { copyWords: ask } = place.dataset;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: ask });
  button.setAttribute("aria-live", "polite");
  if (label) {
    label.id = `${field.id}-label`;
    button.setAttribute("aria-describedby", label.id);
  }
  button.addEventListener("click", async () => {
    try {
      await copied(field, passage);
      button.textContent = place.dataset.copied;
    } catch {
      selected(field, passage);
      button.textContent = place.dataset.selected;
    }
    setTimeout(() => { button.textContent = ask; }, 2000);
  });
  (place.querySelector(".share-line") ?? place).append(button);
}
