// The editor says every half minute that it is open, and shows who else is writing.
const beat = 25_000;

class Presence {
  constructor(place) {
    this.place = place;
    this.token = () => document.querySelector("form[data-draft] [name=csrfmiddlewaretoken]").value;
    setInterval(() => this.tell(), beat);
    addEventListener("pageshow", (event) => { if (event.persisted) this.tell(); });
    addEventListener("pagehide", () => this.send({ leaving: "yes" }, { keepalive: true }).catch(() => {}));
    this.tell();
  }

  send(words, how) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.token(), ...words });
    return fetch(this.place.dataset.presence, { method: "POST", body, ...how });
  }

  // Times in the reader's zone: local-time.js reads them once only, when the page opens.
  async tell() {
    try {
      const answer = await this.send({});
      if (!answer.ok || answer.redirected) return;
      const html = (await answer.text()).trim();
      if (html === this.shown) return;
      this.shown = html;
      this.place.innerHTML = html;
      this.place.dispatchEvent(new CustomEvent("times-shown", { bubbles: true }));
    } catch {
      // The line of the draft says that there is no connection.
    }
  }
}

for (const place of document.querySelectorAll("[data-presence]")) new Presence(place);
