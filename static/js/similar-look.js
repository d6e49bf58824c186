// While somebody types a question, what there is already about it stands below.
const wait = 500;
const shortest = 8;

class SimilarLook {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-similar-place]");
    this.title = form.elements.title;
    this.seen = form.elements.looked;
    this.title.addEventListener("input", () => this.later());
    if (this.title.value && !this.place.children.length) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), wait);
  }

  async look() {
    const typed = this.title.value.trim();
    this.asking?.abort();
    if (typed.length < shortest) return this.place.replaceChildren();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.form.dataset.similar}?q=${encodeURIComponent(typed)}`, { signal: this.asking.signal });
      if (!answer.ok || answer.redirected) return;
      this.place.innerHTML = await answer.text();
      this.seen.value = this.place.querySelector("[data-seen]").dataset.seen;
    } catch (error) {
      if (error.name !== "AbortError") this.place.replaceChildren();
    }
  }
}

for (const form of document.querySelectorAll("form[data-similar]")) new SimilarLook(form);
