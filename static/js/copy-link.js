// Every heading of a text gets a link to itself; following it copies the address.
const prose = document.querySelector("main .prose[data-copy-link]");

for (const heading of prose?.querySelectorAll(":is(h2, h3, h4)[id]") ?? []) {
  const link = document.createElement("a");
  link.className = "anchor";
  link.href = `#${heading.id}`;
  link.textContent = "#";
  link.setAttribute("aria-label", `${prose.dataset.copyLink}: ${heading.textContent}`);
  link.addEventListener("click", () => {
    navigator.clipboard?.writeText(link.href).catch(() => {});
  });
  heading.append(link);
}
