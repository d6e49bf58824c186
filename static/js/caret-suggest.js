// Names are offered where somebody types: pages after [[ in an editor, people after an @ in a comment.
const pages = {
  begun: /\[\[([^\]\n|#]{0,80})$/,
  address: (area) => area.closest("[data-suggest]").dataset.suggest,
  words: (item) => [item.title, item.kind],
  put(area, start, end, item) {
    const closed = area.value.startsWith("]]", end) ? 2 : 0;
    const detail = { start, end: end + closed, text: `${item.title}]]` };
    area.dispatchEvent(new CustomEvent("md-replace", { bubbles: true, detail }));
  },
};
const people = {
  begun: /(?:^|[^\p{L}\p{N}_@./+-])@([\p{L}\p{N}_.-]{0,40})$/u,
  address: (area) => area.dataset.mentions,
  words: (item) => [item.name, `@${item.username}`],
  put(area, start, end, item) {
    area.setRangeText(`${item.username} `, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  },
};

const copied = [
  "fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "paddingTop", "paddingRight", "paddingBottom",
  "paddingLeft", "borderTopWidth", "borderLeftWidth", "boxSizing", "tabSize", "width",
];

// Where a character stands in a textarea is known only by laying the same text out once more.
function caretPlace(area, position) {
  const mirror = document.createElement("div");
  const style = getComputedStyle(area);
  for (const name of copied) mirror.style[name] = style[name];
  Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  mirror.textContent = area.value.slice(0, position);
  const caret = document.createElement("span");
  caret.textContent = "\u200b";
  mirror.append(caret);
  document.body.append(mirror);
  const place = { left: caret.offsetLeft, top: caret.offsetTop - area.scrollTop + caret.offsetHeight };
  mirror.remove();
  return place;
}

class Suggestions {
  constructor(area, source) {
    this.area = area;
    this.source = source;
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "suggestions", id: `${area.id}_suggestions`, role: "listbox", hidden: true });
    this.list.ariaLabel = area.closest("[data-offered]").dataset.offered;
    this.status = document.createElement("p");
    Object.assign(this.status, { className: "vh", role: "status" });
    area.after(this.list, this.status);
    this.listen();
  }

  listen() {
    const { area } = this;
    // In the capturing phase, so that Enter chooses before it continues a list or submits.
    area.parentElement.addEventListener("keydown", (event) => this.key(event), { capture: true });
    area.addEventListener("input", () => this.ask());
    area.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  key(event) {
    if (this.list.hidden || event.isComposing || event.target !== this.area) return;
    const options = [...this.list.children];
    const here = options.findIndex((option) => option.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(options[(here + step + options.length) % options.length]);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") this.choose(options[here]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async ask() {
    const typed = this.source.begun.exec(this.area.value.slice(0, this.area.selectionStart));
    this.asking?.abort();
    if (!typed) return this.close();
    this.from = this.area.selectionStart - typed[1].length;
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.source.address(this.area)}?q=${encodeURIComponent(typed[1])}`, { signal: this.asking.signal });
      this.show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (!items.length) return this.close();
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.option(this.source.words(item), index)));
    this.list.hidden = false;
    this.place(caretPlace(this.area, this.from));
    this.area.setAttribute("aria-haspopup", "listbox");
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.setAttribute("aria-controls", this.list.id);
    this.mark(this.list.firstElementChild);
    this.status.textContent = items.map((item) => this.source.words(item)[0]).join(", ");
  }

  place({ left, top }) {
    const start = getComputedStyle(this.area).direction === "rtl" ? this.area.clientWidth - left : left;
    this.list.style.setProperty("--at", `${start}px`);
    this.list.style.top = `${this.area.offsetTop + Math.min(top, this.area.offsetHeight)}px`;
  }

  option([name, beside], index) {
    const option = document.createElement("li");
    Object.assign(option, { role: "option", id: `${this.list.id}_${index}` });
    const title = document.createElement("span");
    Object.assign(title, { dir: "auto", textContent: name });
    const kind = document.createElement("span");
    Object.assign(kind, { className: "kind", textContent: beside });
    option.append(title, kind);
    return option;
  }

  mark(chosen) {
    for (const option of this.list.children) option.ariaSelected = String(option === chosen);
    this.area.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    const item = this.items[[...this.list.children].indexOf(option)];
    this.source.put(this.area, this.from, this.area.selectionStart, item);
    this.close();
  }

  close() {
    this.list.hidden = true;
    for (const name of ["aria-haspopup", "aria-autocomplete", "aria-controls", "aria-activedescendant"]) this.area.removeAttribute(name);
  }
}

for (const area of document.querySelectorAll("md-editor[data-suggest] textarea")) new Suggestions(area, pages);
for (const area of document.querySelectorAll("textarea[data-mentions]")) new Suggestions(area, people);
