// Statements with data-answered say how many of them are answered, as somebody goes along.
for (const statements of document.querySelectorAll("[data-answered]")) {
  const groups = new Set([...statements.querySelectorAll("input[type=radio]")].map((radio) => radio.name));
  const told = document.createElement("p");
  told.className = "answered";
  told.setAttribute("role", "status");
  const count = () => {
    const done = statements.querySelectorAll("input[type=radio]:checked").length;
    const said = statements.dataset.answered.replace("{done}", done).replace("{all}", groups.size);
    if (told.textContent !== said) told.textContent = said;
  };
  statements.addEventListener("change", count);
  statements.append(told);
  count();
}
