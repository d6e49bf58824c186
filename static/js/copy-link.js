// Following the link of a heading copies its address as well.
for (const link of document.querySelectorAll("main .anchor")) {
  link.addEventListener("click", () => {
    navigator.clipboard?.writeText(link.href).catch(() => {});
  });
}
