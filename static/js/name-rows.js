// A button adds an empty row for one more name; without it the form has some spare rows, and more after a preview.
const most = 59;

function added(rows) {
  const row = rows.lastElementChild.previousElementSibling.cloneNode(true);
  row.classList.remove("bad");
  row.querySelector(".err")?.remove();
  const number = rows.querySelectorAll(".name-row").length;
  for (const field of row.querySelectorAll("input, select")) {
    field.name = field.name.replace(/\d+/, number);
    field.id = field.id.replace(/\d+/, number);
    if (field.matches("input")) field.value = "";
  }
  return row;
}

for (const rows of document.querySelectorAll("[data-name-rows]")) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn small", textContent: rows.dataset.nameRows });
  button.addEventListener("click", () => {
    const row = added(rows);
    button.before(row);
    row.querySelector("input").focus();
    button.hidden = rows.querySelectorAll(".name-row").length >= most;
  });
  rows.append(button);
}
