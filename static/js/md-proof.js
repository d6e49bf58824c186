// Beside the source stands what saving would bring: the page as the server renders it, and what it changes.
const wait = 400;
const tooOften = 429;
const heavy = 100_000;

class Proof {
  constructor(editor) {
    this.editor = editor;
    this.area = editor.querySelector("textarea");
    this.pane = editor.querySelector(".proof");
    this.tabs = [...this.pane.querySelectorAll("[role=tab]")];
    this.panels = this.tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
    this.shown = 0;
    this.every = 0; // milliseconds between two questions, as the server paces them
    this.next = 0;
    this.button = editor.querySelector("[data-toggle=preview]");
    this.failure = editor.querySelector("[data-failure]");
    this.listen();
    if (matchMedia("(min-width: 64rem)").matches) this.toggle();
  }

  listen() {
    this.button.addEventListener("click", () => this.toggle());
    this.area.form.addEventListener("input", () => this.later());
    this.tabs.forEach((tab, index) => tab.addEventListener("click", () => this.choose(index)));
    this.tabs[0].parentElement.addEventListener("keydown", (event) => this.rove(event));
    for (const button of this.area.form.querySelectorAll("[data-proof]")) {
      button.addEventListener("click", (event) => this.ask(event, button.dataset.proof));
    }
    this.editor.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      this.toggle();
    });
  }

  toggle() {
    this.pane.hidden = !this.pane.hidden;
    this.button.setAttribute("aria-pressed", String(!this.pane.hidden));
    if (!this.pane.hidden) this.refresh();
  }

  choose(index) {
    this.shown = index;
    this.tabs.forEach((tab, number) => {
      tab.ariaSelected = String(number === index);
      tab.tabIndex = number === index ? 0 : -1;
      this.panels[number].hidden = number !== index;
    });
    return this.refresh();
  }

  rove(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (this.shown + step + this.tabs.length) % this.tabs.length;
    this.choose(next);
    this.tabs[next].focus();
  }

  // A button of the form, which without this script shows the same on a page of its own.
  async ask(event, from) {
    event.preventDefault();
    if (this.pane.hidden) this.toggle();
    await this.choose(this.panels.findIndex((panel) => panel.dataset.from === from));
    this.panels[this.shown].focus({ preventScroll: true });
    this.pane.scrollIntoView({ block: "nearest" });
  }

  later() {
    clearTimeout(this.timer);
    if (this.pane.hidden || this.area.value.length > heavy) return;
    this.timer = setTimeout(() => this.refresh(), Math.max(wait, this.next - Date.now()));
  }

  // Ask no more often than may be asked: then what is written stands here all the while.
  pace(answer) {
    const [times, seconds] = (answer.headers.get("RateLimit-Policy") ?? "").split(";w=").map(Number);
    if (times && seconds) this.every = (seconds * 1000) / times;
    const rest = answer.status === tooOften ? Number(answer.headers.get("Retry-After")) * 1000 : this.every;
    this.next = Date.now() + rest;
  }

  // What is shown stays, and it is asked again when that is possible.
  async tooOften(answer, panel) {
    const words = await answer.text();
    const told = new DOMParser().parseFromString(words, "text/html").querySelector(".banner");
    if (panel.textContent.trim()) this.failure.textContent = this.paused = told?.textContent ?? "";
    else panel.innerHTML = words;
    this.later();
  }

  async refresh() {
    const panel = this.panels[this.shown];
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.editor.dataset[panel.dataset.from], {
        method: "POST",
        body: new FormData(this.area.form),
        headers: { "X-Requested-With": "fetch" },
        signal: this.asking.signal,
      });
      this.pace(answer);
      if (answer.status === tooOften) return await this.tooOften(answer, panel);
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.statusText);
      // The answer is what the sanitiser of the server let through.
      panel.innerHTML = await answer.text();
      if ([this.editor.dataset.offline, this.paused].includes(this.failure.textContent)) this.failure.textContent = "";
    } catch (error) {
      if (error.name !== "AbortError") this.failure.textContent = this.editor.dataset.offline;
    }
  }
}

for (const editor of document.querySelectorAll("md-editor[data-preview]")) new Proof(editor);
