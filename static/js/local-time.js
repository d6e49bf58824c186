// <time data-local> shows the moment in the reader's zone: the one they chose, else the device's.
const root = document.documentElement;

function formatter(zone) {
  const shape = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { ...shape, timeZone: zone || undefined });
  } catch {
    return new Intl.DateTimeFormat("en-GB", shape);
  }
}

const reader = formatter(root.dataset.timezone);

function show(place) {
  for (const time of place.querySelectorAll("time[data-local]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    time.textContent = reader.format(moment);
  }
}

show(document);
addEventListener("times-shown", (event) => show(event.target));
