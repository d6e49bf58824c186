// After an @ the people who may read the page are offered, from the address in data-mentions.
class Mentions {
  constructor(area) {
    this.area = area;
    this.list = document.createElement("ul");
    this.list.className = "mentions";
    this.list.role = "listbox";
    this.list.id = `${area.id}_mentions`;
    this.list.hidden = true;
    area.after(this.list);
    area.addEventListener("input", () => this.ask());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const options = [...this.list.children];
    const here = options.findIndex((option) => option.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(options[(here + step + options.length) % options.length]);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") this.choose(options[here]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  async ask() {
    const typed = /(?:^|[^\p{L}\p{N}_@./+-])@([\p{L}\p{N}_.-]{0,40})$/u.exec(this.area.value.slice(0, this.area.selectionStart));
    this.asking?.abort();
    if (!typed) return this.close();
    this.from = this.area.selectionStart - typed[1].length;
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.area.dataset.mentions}?q=${encodeURIComponent(typed[1])}`, { signal: this.asking.signal });
      this.show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (!items.length) return this.close();
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    this.list.hidden = false;
    this.area.setAttribute("aria-haspopup", "listbox");
    this.area.setAttribute("aria-autocomplete", "list");
    this.area.setAttribute("aria-controls", this.list.id);
    this.mark(this.list.firstElementChild);
  }

  option(item, index) {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `${this.list.id}_${index}`;
    option.dataset.username = item.username;
    const name = document.createElement("span");
    name.dir = "auto";
    name.textContent = item.name;
    const username = document.createElement("span");
    username.textContent = `@${item.username}`;
    option.append(name, username);
    return option;
  }

  mark(chosen) {
    for (const option of this.list.children) option.ariaSelected = String(option === chosen);
    this.area.setAttribute("aria-activedescendant", chosen.id);
  }

  choose(option) {
    this.area.setRangeText(`${option.dataset.username} `, this.from, this.area.selectionStart, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    for (const name of ["aria-haspopup", "aria-autocomplete", "aria-controls", "aria-activedescendant"]) this.area.removeAttribute(name);
  }
}

for (const area of document.querySelectorAll("textarea[data-mentions]")) new Mentions(area);
