// Whoever opens what a notice leads to has seen the notice: data-notices holds the token, data-notice the number.
const list = document.querySelector("[data-notices]");

function seen(event) {
  const link = event.target.closest("[data-notice]");
  if (!link || event.button > 1) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: list.dataset.notices, notice: link.dataset.notice });
  fetch("", { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
}

list?.addEventListener("click", seen);
list?.addEventListener("auxclick", seen);
