// A second net: words that the server has not kept yet stay in this browser, for their writer alone. What is left
// of an editor that was closed too early is sent after it, and offered.
const largest = 1_000_000;

function mine(form) {
  return `draft:${form.dataset.draftOwner}:`;
}

function written(form) {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
}

function net(form) {
  const place = mine(form) + form.elements.key.value;
  let timer;
  const hold = () => {
    const words = JSON.stringify({ to: form.dataset.draft, at: Date.now(), fields: written(form) });
    if (words.length > largest) return;
    try {
      localStorage.setItem(place, words);
    } catch {
      // Full, or forbidden: the server is the first net.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(hold, 300);
  });
  form.addEventListener("draft-kept", () => {
    clearTimeout(timer);
    localStorage.removeItem(place);
  });
  form.addEventListener("submit", hold);
}

async function send(form, { to, fields }) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(to, { method: "POST", body, headers: { Accept: "application/json" } });
  const isKept = answer.ok || answer.status === 404 || (answer.status === 403 && !answer.headers.has("X-Form-Expired"));
  if (!isKept || answer.redirected) throw new Error(answer.statusText);
  return answer.ok ? answer.json() : {};
}

function offer(form, address) {
  const banner = document.querySelector("[data-draft-found]");
  const link = Object.assign(document.createElement("a"), { href: address, className: "btn", textContent: banner.dataset.goOn });
  const said = Object.assign(document.createElement("p"), { textContent: banner.dataset.draftFound });
  banner.replaceChildren(said, link);
  banner.className = "banner draft";
  banner.hidden = false;
}

async function leftovers(form) {
  const own = mine(form) + form.elements.key.value;
  for (const place of Object.keys(localStorage).filter((name) => name.startsWith(mine(form)) && name !== own)) {
    try {
      const told = await send(form, JSON.parse(localStorage.getItem(place)));
      localStorage.removeItem(place);
      if (told.address) offer(form, told.address);
    } catch {
      // It stays for the next time.
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  net(form);
  leftovers(form);
}
