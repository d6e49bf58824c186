// While somebody writes a proposal, terms that are near and hints on the wording appear, and a preview when asked.
const wait = 700;

class Look {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-looked-at]");
    form.addEventListener("input", () => this.later());
    form.querySelector("[data-look]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.ask(true);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(false), wait);
  }

  async ask(isWanted) {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = new AbortController();
    const headers = { "X-Requested-With": "fetch" };
    const what = { method: "POST", body: new FormData(this.form), headers, signal: this.asking.signal };
    try {
      const answer = await fetch(this.form.dataset.proposal, what);
      const isTooOften = answer.status === 429; // said when somebody waits for it, and not while they type
      if ((answer.ok || (isWanted && isTooOften)) && !answer.redirected) this.show(await answer.text(), isWanted);
    } catch (error) {
      if (error.name !== "AbortError" && isWanted) this.form.requestSubmit(this.form.querySelector("[data-look]"));
    }
  }

  show(words, isWanted) {
    const told = new DOMParser().parseFromString(words, "text/html");
    if (!isWanted && !this.isOpen) told.querySelector(".panel")?.remove();
    this.isOpen ||= isWanted;
    this.place.replaceChildren(...told.body.childNodes);
    if (isWanted) this.place.scrollIntoView({ block: "nearest" });
  }
}

for (const form of document.querySelectorAll("form[data-proposal]")) new Look(form);
