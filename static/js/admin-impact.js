/* Beside each name of a term, how many links it would add: asked for when the name or a rule of it changes. */
const place = document.querySelector("[data-impact-address]");
const LINKED = new Set(["title", "admitted", "acronym", "variant"]);

const fieldOf = (input, name) => document.getElementById(input.id.replace(/(title|text|kind|case|autolink)$/u, name));
const isName = (input) => /^id_(title|names-\d+-(text|kind|case|autolink))$/u.test(input.id ?? "");

const lineOf = (input) => {
  const cell = input.closest("td, .form-row");
  let line = cell.querySelector("[data-impact]");
  if (!line) {
    line = document.createElement("p");
    line.className = "impact";
    line.dataset.impact = "";
    cell.append(line);
  }
  line.setAttribute("role", "status");
  return line;
};

const tell = async (input) => {
  const name = input.id === "id_title" ? input : fieldOf(input, "text");
  const kind = input.id === "id_title" ? "title" : fieldOf(input, "kind").value;
  const line = lineOf(name);
  const links = fieldOf(name, "autolink")?.value ?? "auto";
  line.textContent = "";
  if (!name.value.trim() || name.value === name.defaultValue || !LINKED.has(kind) || links !== "auto") return;
  const asked = new URLSearchParams({
    name: name.value,
    case: kind === "acronym" ? "exact" : (fieldOf(name, "case")?.value ?? "any"),
    term: place.dataset.impactTerm,
    domain: document.getElementById("id_domain")?.value ?? "",
  });
  const answer = await fetch(`${place.dataset.impactAddress}?${asked}`).catch(() => null);
  if (!answer || ![200, 422].includes(answer.status)) return;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  line.textContent = told.querySelector("p")?.textContent.replace(/\s+/gu, " ").trim() ?? "";
};

if (place) {
  document.addEventListener("change", (event) => {
    if (isName(event.target)) tell(event.target);
  });
}
