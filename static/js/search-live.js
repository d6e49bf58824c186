// The results of the search page follow what is typed: they are those that the server makes for the same address.
//
// The form stays as it is, so that focus and caret do, and Enter sends it as ever. What goes wrong is left to Enter.
const WAIT = 250;
const SETTLED = 3000;

class SearchLive {
  constructor(form) {
    this.form = form;
    this.box = form.elements.q;
    this.place = document.querySelector("[data-search-results]");
    this.said = document.querySelector("[data-search-said]");
    this.shown = this.address();
    form.addEventListener("input", (event) => event.isComposing || this.later());
    form.addEventListener("compositionend", () => this.later());
    form.addEventListener("submit", () => this.stop());
    addEventListener("pagehide", () => this.stop());
  }

  // The address that the form would lead to, as short as it can be.
  address() {
    const asked = [...new FormData(this.form)].filter(([, value]) => value);
    const query = new URLSearchParams(asked).toString();
    return this.form.action + (query && `?${query}`);
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.rest);
    this.asking?.abort();
  }

  later() {
    this.stop();
    this.timer = setTimeout(() => this.look(), WAIT);
  }

  async look() {
    const address = this.address();
    if (address === this.shown) return;
    const html = await this.part(address);
    if (html === null || address !== this.address()) return;
    this.show(html);
    this.shown = address;
    history.replaceState(history.state, "", address);
    if (this.place.querySelector("[data-nothing]")) this.rest = setTimeout(() => this.part(address, "settled"), SETTLED);
  }

  // Fetches the results of an address; a mark says that nobody typed on, so that the site may note what it lacks.
  async part(address, ...marks) {
    this.asking = new AbortController();
    const asked = new URL(address);
    asked.searchParams.set("part", "results");
    for (const mark of marks) asked.searchParams.set(mark, "1");
    try {
      const answer = await fetch(asked, { signal: this.asking.signal });
      if (answer.ok && !answer.redirected) return await answer.text();
      this.said.textContent = this.form.dataset.none;
    } catch (error) {
      if (error.name !== "AbortError") this.said.textContent = this.form.dataset.none;
    }
    return null;
  }

  show(html) {
    const open = new Set(this.folds().filter((fold) => fold.open).map((fold) => fold.dataset.staysOpen));
    const focused = this.place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    this.place.innerHTML = html;
    for (const fold of this.folds()) fold.open = open.has(fold.dataset.staysOpen);
    if (focused) [...this.place.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
    this.said.textContent = this.place.firstElementChild.dataset.said;
    this.place.dispatchEvent(new Event("times-shown", { bubbles: true }));
  }

  folds() {
    return [...this.place.querySelectorAll("details[data-stays-open]")];
  }
}

const form = document.querySelector("form[data-search-live]");
if (form) new SearchLive(form);
