// Following the link beside a heading copies its address.
for (const link of document.querySelectorAll("main .prose .anchor")) {
  link.addEventListener("click", () => {
    navigator.clipboard?.writeText(link.href).catch(() => {});
  });
}
