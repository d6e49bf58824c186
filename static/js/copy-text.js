// Words to copy in one piece: a button takes the place of the field that they are copied from without scripts.
for (const details of document.querySelectorAll("details[data-copy-text]")) {
  const { copyText, copied } = details.dataset;
  const field = details.querySelector("textarea");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: copyText });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = copied;
    } catch {
      details.hidden = false;
      details.open = true;
      field.select();
    }
    setTimeout(() => { button.textContent = copyText; }, 2000);
  });
  details.before(button);
  details.hidden = true;
}
