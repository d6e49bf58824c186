// Marks in the contents the heading that somebody is reading under.
const entries = new Map(
  [...document.querySelectorAll(".toc a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
const headings = [...document.querySelectorAll("main .prose :is(h2, h3, h4)[id]")].filter((heading) => entries.has(heading.id));

function mark() {
  const edge = innerHeight / 4;
  const read = headings.filter((heading) => heading.getBoundingClientRect().top < edge);
  const current = read.at(-1) ?? headings[0];
  for (const heading of headings) {
    if (heading === current) entries.get(heading.id).setAttribute("aria-current", "true");
    else entries.get(heading.id).removeAttribute("aria-current");
  }
}

if (headings.length) {
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  headings.forEach((heading) => watch.observe(heading));
}
