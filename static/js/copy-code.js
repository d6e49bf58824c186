// Every block of code gets a button that copies it.
const prose = document.querySelector("main .prose[data-copy-code]");

for (const pre of prose?.querySelectorAll("pre") ?? []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = prose.dataset.copyCode;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = prose.dataset.copied ?? "✓";
    } catch {
      getSelection().selectAllChildren(pre);
    }
    setTimeout(() => { button.textContent = prose.dataset.copyCode; }, 2000);
  });
  const block = pre.closest(".highlight") ?? pre;
  const frame = document.createElement("div");
  frame.className = "coded";
  block.replaceWith(frame);
  frame.append(block, button);
}
