// A field that names a page offers those whose titles begin as typed: a combobox with a list, as in ARIA's practices.
// With data-many it names several, separated by commas: the last one is offered.
class TitleSuggestions {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("input, textarea");
    this.field.removeAttribute("list");
    this.field.autocomplete = "off";
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "suggestions", id: `${this.field.id}_suggestions`, role: "listbox", hidden: true });
    this.list.ariaLabel = box.dataset.label;
    this.status = document.createElement("p");
    Object.assign(this.status, { className: "vh", role: "status" });
    box.append(this.list, this.status);
    Object.assign(this.field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    this.field.setAttribute("aria-controls", this.list.id);
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.ask());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get isMany() {
    return "many" in this.box.dataset;
  }

  parts() {
    return this.isMany ? this.field.value.split(",") : [this.field.value];
  }

  key(event) {
    if (event.isComposing) return;
    const options = [...this.list.children];
    const here = options.findIndex((option) => option.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.ask();
    else if (step) this.mark(options[here < 0 ? (step > 0 ? 0 : options.length - 1) : (here + step + options.length) % options.length]);
    else if (event.key === "Enter" && !this.list.hidden && here >= 0) this.choose(options[here]);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
  }

  async ask() {
    this.asking?.abort();
    const typed = this.parts().at(-1).trim();
    if (!typed) return this.close();
    this.asking = new AbortController();
    try {
      const address = new URL(this.box.dataset.suggestTitles, location);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal: this.asking.signal });
      this.show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (!items.length || document.activeElement !== this.field) return this.close();
    const alone = (title) => items.filter((item) => item.title === title).length === 1;
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index, alone(item.title))));
    this.list.hidden = false;
    this.field.ariaExpanded = "true";
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = `${items.length} ${this.box.dataset.found}`;
  }

  // Pages of one title are told apart, and named, by their addresses.
  option(item, index, alone) {
    const address = decodeURIComponent(item.url.split("/").at(-2));
    const option = document.createElement("li");
    Object.assign(option, { role: "option", id: `${this.list.id}_${index}`, ariaSelected: "false" });
    option.dataset.value = alone ? item.title : address;
    const title = document.createElement("span");
    Object.assign(title, { dir: "auto", textContent: item.title });
    const kind = document.createElement("span");
    Object.assign(kind, { className: "kind", textContent: alone ? item.kind : address });
    option.append(title, kind);
    return option;
  }

  mark(chosen) {
    for (const option of this.list.children) option.ariaSelected = String(option === chosen);
    this.field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    const before = this.parts().slice(0, -1).map((part) => `${part.trim()}, `);
    this.field.value = `${before.join("")}${option.dataset.value}${this.isMany ? ", " : ""}`;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  close() {
    this.asking?.abort();
    this.list.hidden = true;
    this.field.ariaExpanded = "false";
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}

for (const box of document.querySelectorAll("[data-suggest-titles]")) new TitleSuggestions(box);
