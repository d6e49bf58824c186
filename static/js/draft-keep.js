// What is typed is kept on the server as a draft, and a line beside the buttons says honestly what is kept.
const pause = 3_000;
const longest = 15_000;
const again = { soonest: 1_000, latest: 10_000 }; // a browser says that it is online before it is
const largestOnLeaving = 60_000; // browsers send no more than 64 kB from a page that is closed

const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function clock(moment) {
  const zone = document.documentElement.dataset.timezone || undefined;
  try {
    return new Date(moment).toLocaleTimeString("en-GB", { ...shape, timeZone: zone });
  } catch {
    return new Date(moment).toLocaleTimeString("en-GB", shape);
  }
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-draft-line]");
    this.signIn = form.querySelector("[data-draft-sign-in]");
    this.texts = form.querySelector("[data-draft-texts]");
    this.kept = this.words(); // what the server has, as a draft or as the page
    this.told = { state: form.dataset.leaveQuestion ? "kept" : "same" };
    form.addEventListener("input", () => this.changed());
    form.addEventListener("submit", () => this.stop());
    addEventListener("pageshow", () => { this.isSent = false; });
    this.failures = 0;
    addEventListener("online", () => {
      this.failures = 0;
      this.keep();
    });
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => this.keep());
    if (form.dataset.leaveQuestion) form.dataset.draftState = "kept";
  }

  // Tokens and keys are no words of the writer.
  words() {
    const fields = [...new FormData(this.form)];
    return JSON.stringify(fields.filter(([name]) => name !== "csrfmiddlewaretoken"));
  }

  say(state, moment) {
    const words = this.line.dataset[state] + (moment ? ` ${clock(moment)}` : "");
    if (this.line.textContent !== words) this.line.textContent = words;
    this.signIn.hidden = state !== "signedOut";
    this.texts.hidden = state !== "refused";
    this.form.dataset.draftState = state;
  }

  changed() {
    if (this.isSent) return;
    if (!this.since) this.since = Date.now();
    const isKnown = ["offline", "failed", "signedOut", "refused"].includes(this.form.dataset.draftState);
    if (!isKnown) this.say("changed");
    this.later(Math.min(pause, Math.max(0, this.since + longest - Date.now())));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
  }

  stop() {
    this.isSent = true;
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  leave() {
    if (this.isSent || this.words() === this.kept || this.words().length > largestOnLeaving) return;
    this.send({ keepalive: true }).catch(() => {});
  }

  async keep() {
    clearTimeout(this.timer);
    const words = this.words();
    if (this.isSent || this.isAsking) return;
    if (words === this.kept) return this.asBefore();
    this.isAsking = true;
    try {
      await this.answered(await this.send({}), words);
    } catch (error) {
      if (error.name !== "AbortError") this.failed("offline");
    } finally {
      this.isAsking = false;
    }
    if (!this.isSent && this.words() !== words) this.changed();
  }

  // Changed, and changed back: the server has just this already.
  asBefore() {
    this.since = undefined;
    if (this.form.dataset.draftState === "changed") this.say(this.told.state, this.told.at);
  }

  send(how) {
    this.asking = new AbortController();
    const headers = { Accept: "application/json", "X-Draft-Owner": encodeURIComponent(this.form.dataset.draftOwner) };
    const signal = how.keepalive ? undefined : this.asking.signal;
    return fetch(this.form.dataset.draft, { method: "POST", body: new FormData(this.form), headers, signal, ...how });
  }

  async answered(answer, words) {
    if (answer.status === 401 || answer.redirected) return this.failed("signedOut");
    if (answer.headers.has("X-Form-Expired")) return this.renew();
    const isRefused = answer.status === 403 || answer.status === 404;
    if (!answer.ok && !isRefused) return this.failed("failed");
    const at = isRefused ? undefined : (await answer.json()).at;
    this.told = { state: isRefused ? "refused" : at ? "kept" : "same", at };
    this.kept = words;
    this.since = undefined;
    this.failures = 0;
    this.isRenewed = false;
    if (this.words() !== words) return;
    this.say(this.told.state, at);
    this.form.dispatchEvent(new CustomEvent("draft-kept", { bubbles: true }));
  }

  failed(state) {
    this.say(state);
    this.later(Math.min(again.latest, again.soonest * 2 ** this.failures));
    this.failures += 1;
  }

  // Signing in makes the token of this form void: take the one of a form that is opened now.
  async renew() {
    const page = await (await fetch(this.form.action)).text();
    const field = new DOMParser().parseFromString(page, "text/html").querySelector("form[data-draft] [name=csrfmiddlewaretoken]");
    if (!field) return this.failed("signedOut");
    for (const old of document.querySelectorAll("[name=csrfmiddlewaretoken]")) old.value = field.value;
    this.later(this.isRenewed ? again.latest : 0);
    this.isRenewed = true;
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Keeper(form);
