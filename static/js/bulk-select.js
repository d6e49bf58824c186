// Many pages are marked quickly: a range with Shift, all at once; how many are marked is said.
for (const form of document.querySelectorAll("[data-select-many]")) {
  const boxes = [...form.querySelectorAll("[name=pages]")];
  const all = form.querySelector("[data-select-all] input");
  const told = form.querySelector("[data-selected]");
  let last = null;

  const count = () => {
    const marked = boxes.filter((box) => box.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && marked < boxes.length;
    told.textContent = marked ? `${marked} ${marked === 1 ? told.dataset.one : told.dataset.many}` : "";
  };

  const range = (from, to, checked) => {
    for (const box of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = checked;
  };

  form.addEventListener("click", (event) => {
    const here = boxes.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null) range(last, here, event.target.checked);
    last = here;
    count();
  });
  all.addEventListener("change", () => {
    range(0, boxes.length - 1, all.checked);
    count();
  });
  form.addEventListener("change", count);
  form.querySelector("[data-select-all]").hidden = false;
  count();
}
