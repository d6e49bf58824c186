// Related pages stand below an article as soon as somebody comes near them.
const near = "800px";

async function fill(section) {
  try {
    const answer = await fetch(section.dataset.related);
    if (!answer.ok || answer.redirected) return;
    const list = document.createElement("template");
    list.innerHTML = await answer.text();
    if (list.content.querySelector("li")) section.append(list.content);
  } catch {
    // The link to the list stays.
  }
}

const watcher = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      fill(target);
    }
  },
  { rootMargin: near },
);
for (const section of document.querySelectorAll("[data-related]")) watcher.observe(section);
