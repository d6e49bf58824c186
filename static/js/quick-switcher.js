// Goes to a page, a person or an action from anywhere: Ctrl+K (Cmd+K), / outside of fields, or the button beside
// the search box, which without this script leads to the search page. A combobox with groups, as in ARIA's
// practices. What was opened lately is kept in this browser as addresses only: the server says what they are
// called, and leaves out what this person may not see any more.
const PAGE = /^\/(?:articles|glossary|communities|discussions|events)\/[^/]+\/$/;
const KEPT = "opened-lately";
const SINGLE_KEYS = "single-keys";
const MOST_KEPT = 8;
const PAUSE = 90;
const FIELDS = "input, textarea, select, [contenteditable]";
const isMac = /^(Mac|iP)/.test(navigator.platform);

const memory = {
  read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Nothing is kept in this browser.
    }
  },
};

function keptUnder() {
  return `${KEPT}:${document.querySelector("[data-person]")?.dataset.person ?? ""}`;
}

function openedLately() {
  try {
    const kept = JSON.parse(memory.read(keptUnder()) ?? "[]");
    return kept.filter((address) => typeof address === "string" && PAGE.test(address)).slice(0, MOST_KEPT + 1);
  } catch {
    return [];
  }
}

function keepThisPage() {
  const here = location.pathname;
  if (!PAGE.test(here)) return;
  const others = openedLately().filter((address) => address !== here);
  memory.write(keptUnder(), JSON.stringify([here, ...others].slice(0, MOST_KEPT + 1)));
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function pieces(texts) {
  return texts.map(([text, isTyped]) => (isTyped ? element("mark", {}, text) : text));
}

class Switcher {
  constructor(dialog) {
    this.dialog = dialog;
    this.field = dialog.querySelector("input");
    this.list = dialog.querySelector("[role=listbox]");
    this.none = dialog.querySelector(".switcher-none");
    this.status = dialog.querySelector("[role=status]");
    this.singleKeys = dialog.querySelector("[data-single-keys]");
    this.singleKeys.checked = memory.read(SINGLE_KEYS) !== "off";
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.askSoon());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.ended());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog || event.target.closest("[data-close]")) this.dialog.close();
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    this.list.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && option !== this.marked) this.mark(option, { scroll: false });
    });
    this.list.addEventListener("click", (event) => {
      const isHere = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (event.target.closest("[role=option]") && isHere) this.dialog.close();
    });
    this.singleKeys.addEventListener("change", () => {
      memory.write(SINGLE_KEYS, this.singleKeys.checked ? "on" : "off");
    });
  }

  open() {
    if (this.dialog.open || document.querySelector(":modal")) return;
    this.before = document.activeElement;
    this.field.value = "";
    this.list.replaceChildren();
    this.marked = null;
    this.dialog.showModal();
    this.field.focus();
    this.ask();
  }

  ended() {
    this.giveUp();
    this.wanted = null;
    this.status.textContent = "";
    this.before?.focus?.();
  }

  get typed() {
    return this.field.value.trim();
  }

  get isWaiting() {
    return this.list.getAttribute("aria-busy") === "true";
  }

  askSoon() {
    this.giveUp();
    this.list.setAttribute("aria-busy", "true");
    this.hasChosen = false;
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // A question that was overtaken is given up at the first letter, or its answer would pass for the one that is
  // waited for. The last answer stays until the next one comes.
  giveUp() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = null;
  }

  async ask() {
    this.giveUp();
    const asking = new AbortController();
    this.asking = asking;
    this.list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.address(), { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const { groups, said } = await answer.json();
      if (asking === this.asking && this.dialog.open) this.show(groups, said);
    } catch (error) {
      if (asking === this.asking && error.name !== "AbortError") this.fail();
    }
  }

  address() {
    const address = new URL(this.dialog.dataset.switcher, location);
    if (this.typed) address.searchParams.set("q", this.typed);
    else {
      const others = openedLately().filter((one) => one !== location.pathname);
      for (const one of others.slice(0, MOST_KEPT)) {
        if (address.href.length < 3000) address.searchParams.append("seen", one);
      }
    }
    return address;
  }

  show(groups, said) {
    this.list.replaceChildren(...groups.map((group, place) => this.group(group, place)));
    this.list.removeAttribute("aria-busy");
    this.none.hidden = groups.length > 0;
    this.field.ariaExpanded = String(groups.length > 0);
    this.status.textContent = said;
    this.list.scrollTop = 0;
    this.mark(this.options[0], { scroll: false });
    if (this.wanted) this.go(this.wanted);
  }

  fail() {
    this.list.removeAttribute("aria-busy");
    if (!this.list.children.length) this.none.hidden = false;
    if (this.wanted) location.assign(`${this.none.querySelector("a").href}?q=${encodeURIComponent(this.typed)}`);
  }

  group({ name, rows }, place) {
    const id = `${this.list.id}-${place}`;
    const title = element("div", { className: "switcher-name", id: `${id}-name` }, name);
    title.setAttribute("role", "presentation");
    const group = element("div", { className: "switcher-group" }, title, ...rows.map((row, at) => this.option(row, `${id}-${at}`)));
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    return group;
  }

  option(row, id) {
    const option = element("a", { href: row.url, id, tabIndex: -1, ariaSelected: "false" });
    option.setAttribute("role", "option");
    option.append(element("span", { className: "switcher-title", dir: "auto" }, ...pieces(row.title)));
    const beside = element("span", { className: "switcher-beside", dir: "auto" });
    if (row.called.length) beside.append(element("span", { className: "switcher-title" }, ...pieces(row.called)), row.beside ? " · " : "");
    beside.append(row.beside);
    if (beside.textContent) option.append(" ", beside);
    if (row.kind) option.append(" ", element("span", { className: "switcher-kind" }, row.kind));
    return option;
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  mark(option, { scroll = true } = {}) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = option;
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.enter(event.ctrlKey || event.metaKey ? "_blank" : "_self");
      return;
    }
    const options = this.options;
    const here = options.indexOf(this.marked);
    const page = Math.max(1, Math.floor(this.list.clientHeight / (options[0]?.offsetHeight || 1)) - 1);
    const last = options.length - 1;
    const next = {
      ArrowDown: here === last ? 0 : here + 1,
      ArrowUp: here <= 0 ? last : here - 1,
      PageDown: Math.min(last, here + page),
      PageUp: Math.max(0, here - page),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || !options.length) return;
    event.preventDefault();
    this.hasChosen = true;
    this.mark(options[next]);
  }

  // Whoever types faster than the answer comes means what the answer will put first.
  enter(target) {
    if (this.isWaiting && !this.hasChosen) this.wanted = target;
    else this.go(target);
  }

  go(target) {
    const address = this.marked?.href;
    this.wanted = null;
    if (!address) return;
    if (target === "_blank") window.open(address, "_blank", "noopener");
    else {
      this.before = null;
      this.dialog.close();
      location.assign(address);
    }
  }
}

const dialog = document.querySelector("dialog[data-switcher]");
if (dialog) {
  for (const style of document.querySelectorAll("link[data-with-scripts]")) style.media = "all";
  keepThisPage();
  const switcher = new Switcher(dialog);
  for (const door of document.querySelectorAll("[data-open-switcher]")) {
    door.setAttribute("role", "button");
    door.setAttribute("aria-haspopup", "dialog");
    door.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
    door.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      switcher.open();
    });
    door.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      switcher.open();
    });
  }
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey) return;
    const isSwitch = event.key.toLowerCase() === "k" && (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey);
    if (isSwitch && !event.target.closest("md-editor textarea")) {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else switcher.open();
    }
  });
  // The sign needs the shift key on some keyboards.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (memory.read(SINGLE_KEYS) === "off") return;
    event.preventDefault();
    switcher.open();
  });
}
