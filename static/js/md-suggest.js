// After [[ the pages whose names begin so are offered, from the address in data-suggest.
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
  constructor(editor) {
    this.editor = editor;
    this.area = editor.querySelector("textarea");
    this.list = editor.querySelector("[role=listbox]");
    this.status = editor.querySelector("[data-status]");
    // In the capturing phase, so that Enter chooses before it continues a list or submits.
    editor.addEventListener("keydown", (event) => this.key(event), { capture: true });
    this.area.addEventListener("input", () => this.ask());
    this.area.addEventListener("blur", () => this.close());
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
    const typed = /\[\[([^\]\n|#]{0,80})$/.exec(this.area.value.slice(0, this.area.selectionStart));
    this.asking?.abort();
    if (!typed) return this.close();
    this.from = typed.index + 2;
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.editor.dataset.suggest}?q=${encodeURIComponent(typed[1])}`, { signal: this.asking.signal });
      this.show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (!items.length) return this.close();
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    const place = caretPlace(this.area, this.from);
    this.list.hidden = false;
    const start = getComputedStyle(this.area).direction === "rtl" ? this.area.clientWidth - place.left : place.left;
    this.list.style.setProperty("--at", `${start}px`);
    this.list.style.top = `${Math.min(place.top, this.area.offsetHeight)}px`;
    this.area.setAttribute("aria-haspopup", "listbox");
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.setAttribute("aria-controls", this.list.id);
    this.mark(this.list.firstElementChild);
    this.status.textContent = items.map((item) => item.title).join(", ");
  }

  option(item, index) {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `${this.list.id}_${index}`;
    option.dataset.title = item.title;
    const title = document.createElement("span");
    title.dir = "auto";
    title.textContent = item.title;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = item.kind;
    option.append(title, kind);
    return option;
  }

  mark(chosen) {
    for (const option of this.list.children) option.ariaSelected = String(option === chosen);
    this.area.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    const end = this.area.selectionStart;
    const closed = this.area.value.startsWith("]]", end) ? 2 : 0;
    const detail = { start: this.from, end: end + closed, text: `${option.dataset.title}]]` };
    this.editor.dispatchEvent(new CustomEvent("md-replace", { detail }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    for (const name of ["aria-haspopup", "aria-autocomplete", "aria-controls", "aria-activedescendant"]) this.area.removeAttribute(name);
  }
}

for (const editor of document.querySelectorAll("md-editor[data-suggest]")) new Suggestions(editor);
