// <time data-local> shows the moment in the reader's zone: the one they chose, else the device's;
// data-local="time" without the day. What is [data-elsewhere=ZONE] shows where its moments differ there.
const root = document.documentElement;

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const whole = { day: "numeric", month: "short", year: "numeric", ...clock };

function formatter(shape, zone) {
  try {
    return new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { ...shape, timeZone: zone || undefined });
  } catch {
    return new Intl.DateTimeFormat("en-GB", shape);
  }
}

const moments = formatter(whole, root.dataset.timezone);
const times = formatter(clock, root.dataset.timezone);

function show(place) {
  for (const time of place.querySelectorAll("time[data-local]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    time.textContent = (time.dataset.local === "time" ? times : moments).format(moment);
  }
  for (const here of place.querySelectorAll("[data-elsewhere]")) {
    const there = formatter(whole, here.dataset.elsewhere);
    here.hidden = [...here.querySelectorAll("time")].every((time) => there.format(new Date(time.dateTime)) === time.textContent);
  }
}

show(document);
addEventListener("times-shown", (event) => show(event.target));
