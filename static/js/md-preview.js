// Beside the source stands the page as the server renders it, 400 ms after the last key.
const wait = 400;
const heavy = 100_000;

class Preview {
  constructor(editor) {
    this.editor = editor;
    this.area = editor.querySelector("textarea");
    this.pane = editor.querySelector(".preview");
    this.button = editor.querySelector("[data-toggle=preview]");
    this.status = editor.querySelector("[data-status]");
    this.button.addEventListener("click", () => this.toggle());
    this.area.addEventListener("input", () => this.later());
    editor.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      this.toggle();
    });
    if (matchMedia("(min-width: 64rem)").matches) this.toggle();
  }

  toggle() {
    this.pane.hidden = !this.pane.hidden;
    this.button.setAttribute("aria-pressed", String(!this.pane.hidden));
    if (!this.pane.hidden) this.refresh();
  }

  later() {
    clearTimeout(this.timer);
    if (this.pane.hidden || this.area.value.length > heavy) return;
    this.timer = setTimeout(() => this.refresh(), wait);
  }

  async refresh() {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.editor.dataset.preview, {
        method: "POST",
        body: new FormData(this.area.form),
        headers: { "X-Requested-With": "fetch" },
        signal: this.asking.signal,
      });
      if (!answer.ok && answer.status !== 422) throw new Error(answer.statusText);
      // The answer is what the sanitiser of the server let through.
      this.pane.firstElementChild.innerHTML = await answer.text();
      this.status.textContent = "";
    } catch (error) {
      if (error.name !== "AbortError") this.status.textContent = this.editor.dataset.offline;
    }
  }
}

for (const editor of document.querySelectorAll("md-editor[data-preview]")) new Preview(editor);
