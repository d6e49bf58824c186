// <md-editor> around a textarea: toolbar, shortcuts, and the one place that changes the text ("md-replace").
const around = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"], page: ["[[", "]]"] };
const before = { heading: "## ", quote: "> ", bullets: "- ", numbers: "1. ", tasks: "- [ ] " };
const blocks = {
  table: "| Column | Column |\n| --- | --- |\n| Cell | Cell |",
  callout: "> [!NOTE]\n> Text",
};
const keys = { b: "bold", i: "italic", e: "code", k: "link" };
const digits = { Digit7: "numbers", Digit8: "bullets", Period: "quote" };

class MdEditor extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.toolbar = this.querySelector("[role=toolbar]");
    this.toolbar.hidden = false;
    this.toolbar.addEventListener("click", (event) => this.press(event.target.closest("[data-md]")));
    this.toolbar.addEventListener("keydown", (event) => this.rove(event));
    this.area.addEventListener("keydown", (event) => this.shortcut(event));
    this.area.form?.addEventListener("keydown", (event) => this.save(event));
    this.addEventListener("md-replace", ({ detail }) => this.replace(detail));
  }

  press(button) {
    if (button) this.format(button.dataset.md);
  }

  rove(event) {
    const buttons = [...this.toolbar.querySelectorAll("button")];
    const here = buttons.indexOf(document.activeElement);
    const step = document.dir === "rtl" ? -1 : 1;
    const next = { ArrowRight: here + step, ArrowLeft: here - step, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const chosen = buttons[(next + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1;
    chosen.focus();
  }

  shortcut(event) {
    if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const name = event.shiftKey ? digits[event.code] : keys[event.key.toLowerCase()];
    if (!name) return;
    event.preventDefault();
    this.format(name);
  }

  // From every field of the form; a list of suggestions that took the key has prevented its default.
  save(event) {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || event.altKey) return;
    if (!(event.ctrlKey || event.metaKey) || event.target.closest("a")) return;
    event.preventDefault();
    this.area.form.requestSubmit();
  }

  format(name) {
    if (around[name]) this.wrap(...around[name]);
    else if (before[name]) this.prefix(before[name]);
    else if (blocks[name]) this.block(blocks[name]);
  }

  wrap(open, close) {
    const { selectionStart: start, selectionEnd: end, value } = this.area;
    const words = value.slice(start, end);
    if (value.slice(0, start).endsWith(open) && value.slice(end).startsWith(close)) {
      this.replace({ start: start - open.length, end: end + close.length, text: words, select: [0, words.length] });
    } else {
      this.replace({ start, end, text: open + words + close, select: [open.length, open.length + words.length] });
    }
  }

  prefix(mark) {
    const { selectionStart, selectionEnd: end, value } = this.area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const lines = value.slice(start, end).split("\n");
    const marked = lines.every((line) => line.startsWith(mark));
    const numbered = mark === before.numbers;
    const text = lines
      .map((line, index) => (marked ? line.slice(mark.length) : (numbered ? `${index + 1}. ` : mark) + line))
      .join("\n");
    this.replace({ start, end, text, select: lines.length > 1 ? [0, text.length] : [text.length, text.length] });
  }

  block(text) {
    const { selectionEnd: at } = this.area;
    this.replace({ start: at, end: at, text, apart: true });
  }

  // A paragraph of its own: the lines that `text` needs above and below, where `start` to `end` is now.
  apart(start, end, text) {
    const missing = (found) => "\n\n".slice(Math.min(found.length, 2));
    const above = this.area.value.slice(0, start);
    const below = this.area.value.slice(end);
    const before = above.trim() ? missing(/\n*$/.exec(above)[0]) : "";
    return before + text + (below.trim() ? missing(/^\n*/.exec(below)[0]) : "\n");
  }

  // execCommand keeps the browser's own undo; setRangeText is for browsers that refuse it.
  replace({ start, end, text: words, select, apart }) {
    const { area } = this;
    const text = apart ? this.apart(start, end, words) : words;
    area.focus();
    area.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : start === end || document.execCommand("delete");
    if (!done) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    if (select) area.setSelectionRange(start + select[0], start + select[1]);
  }
}

customElements.define("md-editor", MdEditor);
