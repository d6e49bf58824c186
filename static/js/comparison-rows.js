// "Add a criterion" puts a blank one at the end of the list at once; without scripts the form is sent for it.
for (const list of document.querySelectorAll("[data-criteria]")) {
  const form = list.closest("form");
  const blank = form.querySelector("[data-criteria-blank]");
  const total = form.elements["row-TOTAL_FORMS"];

  const freshId = () => Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  form.querySelector("[data-criteria-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const row = blank.content.firstElementChild.cloneNode(true);
    for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const { name, value } of [...part.attributes]) {
        if (value.includes("__prefix__")) part.setAttribute(name, value.replaceAll("__prefix__", total.value));
      }
    }
    row.querySelector("[name$='-id']").value = freshId();
    total.value = Number(total.value) + 1;
    list.append(row);
    const place = row.querySelector("input[type='number']");
    place.value = list.children.length;
    place.dispatchEvent(new Event("change", { bubbles: true })); // order-list.js numbers all rows
    row.querySelector("[name$='-criterion']").focus();
  });

  // A row is called by its criterion when it moves.
  list.addEventListener("input", (event) => {
    if (event.target.name?.endsWith("-criterion")) {
      event.target.closest("li").querySelector(".title").textContent = event.target.value;
    }
  });
}
