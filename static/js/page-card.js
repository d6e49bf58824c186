// Shows what a page says, or what a term means, when somebody points at its link or tabs to it.
//
// The link stays a link. The card stands behind it in the document, and its words describe the link: that is
// what screen readers say when they reach it. Nothing takes the focus away. Into the card of a name in a text
// Tab leads, and a first tap shows it: such a name does not look as if it led anywhere. Other links are
// followed at once.
const TERM = "a.term, main a.wikilink[href^='/glossary/']";
const LINK = `${TERM}, main a[href]`;
const NO_LINK = "nav, .btn, .page-card, [role='option'], [data-no-card]";
const ADDRESS = /^\/(?:t|articles|glossary|communities|discussions|events)\/(?!(?:new|draft|similar|preview|presence)\/$)[^/]+\/$/;
const DELAY = 300;
const GRACE = 250;
const GAP = 6;
const OFF = "term-cards";

const cards = new Map();
let shown = null;
let timer = 0;

function kept() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function isWanted() {
  const spares = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  return !spares && document.documentElement.dataset.termCards !== "off" && kept() !== "off";
}

function linkAt(target) {
  const link = target instanceof Element ? target.closest(LINK) : null;
  const isPage = link && link.origin === location.origin && ADDRESS.test(link.pathname) && !link.closest(NO_LINK);
  return isPage && link.pathname !== location.pathname ? link : null;
}

// Of a link to a heading, that of the section.
function addressOf(link) {
  return `${link.pathname}card/${link.hash ? `?at=${encodeURIComponent(decoded(link.hash.slice(1)))}` : ""}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fetched(link) {
  const address = addressOf(link);
  if (!cards.has(address)) {
    cards.set(address, fetch(address).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
  }
  return cards.get(address);
}

function cardOf(link, html) {
  const card = document.createElement("span");
  card.className = link.matches(TERM) || link.pathname.startsWith("/glossary/") ? "page-card of-term" : "page-card";
  card.popover = "manual";
  card.setAttribute("role", "group");
  card.innerHTML = html;
  const title = card.querySelector(".page-card-title");
  const lines = card.querySelector("[data-gloss]");
  title.id = "page-card-title";
  lines.id = "page-card-lines";
  card.setAttribute("aria-labelledby", title.id);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide, GRACE));
  card.querySelector("[data-no-cards]")?.addEventListener("click", switchOff);
  link.after(card);
  link.setAttribute("aria-describedby", lines.id);
  return card;
}

async function show(link, at) {
  clearTimeout(timer);
  if (shown?.link === link || !isWanted()) return;
  hide();
  shown = { link, at };
  const html = await fetched(link);
  if (shown?.link !== link || shown.card) return;
  if (!html) {
    shown = null;
    return;
  }
  shown.card = cardOf(link, html);
  shown.card.showPopover();
  place();
}

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  const { link, card } = shown;
  const hadFocus = card?.contains(document.activeElement);
  shown = null;
  link.removeAttribute("aria-describedby");
  card?.remove();
  if (hadFocus) link.focus();
}

function later(act, delay) {
  clearTimeout(timer);
  timer = setTimeout(act, delay);
}

// A link that goes over a line end has two boxes: the card stands at the one that was pointed at.
function boxOf({ link, at }) {
  const boxes = [...link.getClientRects()];
  return boxes.find((box) => at && at.y >= box.top && at.y <= box.bottom) ?? boxes[0];
}

function place() {
  const box = boxOf(shown);
  if (!box || box.bottom < 0 || box.top > innerHeight) {
    hide();
    return;
  }
  const { card } = shown;
  const width = document.documentElement.clientWidth;
  const left = Math.min(box.left, width - card.offsetWidth - GAP);
  const below = box.bottom + GAP;
  const above = box.top - GAP - card.offsetHeight;
  const fits = below + card.offsetHeight <= innerHeight || above < 0;
  card.style.left = `${Math.max(GAP, left)}px`;
  card.style.top = `${fits ? Math.max(GAP, Math.min(below, innerHeight - card.offsetHeight - GAP)) : above}px`;
}

function switchOff() {
  hide();
  try {
    localStorage.setItem(OFF, "off");
  } catch {
    // Nothing is kept in this browser: only this page shows no more cards.
  }
  document.documentElement.dataset.termCards = "off";
}

document.addEventListener("pointerover", (event) => {
  const link = event.pointerType === "mouse" ? linkAt(event.target) : null;
  if (!link) return;
  if (shown?.link === link) clearTimeout(timer);
  else later(() => show(link, { y: event.clientY }), DELAY);
});

document.addEventListener("pointerout", (event) => {
  const link = event.pointerType === "mouse" ? linkAt(event.target) : null;
  if (!link || link.contains(event.relatedTarget)) return;
  if (shown?.link === link) later(hide, GRACE);
  else clearTimeout(timer);
});

document.addEventListener("focusin", (event) => {
  const link = linkAt(event.target);
  if (link && link.matches(":focus-visible")) later(() => show(link), DELAY);
  else if (shown && !shown.card?.contains(event.target) && event.target !== shown.link) hide();
});

document.addEventListener("focusout", (event) => {
  if (shown && !event.relatedTarget && event.target === shown.link && !shown.card?.matches(":hover")) hide();
});

document.addEventListener("click", (event) => {
  const link = linkAt(event.target);
  const isTap = event.pointerType === "touch" || event.pointerType === "pen";
  if (link?.matches(TERM) && isTap && isWanted() && shown?.link !== link && !event.defaultPrevented) {
    event.preventDefault();
    show(link, { y: event.clientY });
  } else if (shown && !shown.card?.contains(event.target) && !link) {
    hide();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  clearTimeout(timer);
  if (shown) {
    event.preventDefault();
    hide();
  }
});

addEventListener("scroll", () => shown?.card && place(), { passive: true, capture: true });
addEventListener("resize", () => shown?.card && place());
addEventListener("pagehide", hide);

const again = document.querySelector("[data-cards-again]");
if (again && kept() === "off") {
  again.hidden = false;
  again.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(OFF);
    again.hidden = true;
  });
}
