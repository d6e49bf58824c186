// The page of a conflict: whoever writes words of their own means them, and sees how many places are left.
for (const form of document.querySelectorAll("form[data-conflict]")) {
  const places = [...form.querySelectorAll("[data-place]")];
  const progress = form.querySelector("[data-progress]");
  const count = () => {
    const decided = places.filter((place) => place.querySelector("input[type=radio]:checked")).length;
    progress.textContent = `${decided} / ${places.length} ${form.dataset.decided}`;
  };
  form.addEventListener("input", (event) => {
    const own = event.target.matches("textarea[name^=own-]") && event.target.closest(".reading");
    if (own) own.querySelector("input[type=radio]").checked = true;
    count();
  });
  // Another choice made with open eyes is no mistake: the words of one's own are then not sent.
  form.addEventListener("submit", () => {
    for (const place of places) {
      const own = place.querySelector("textarea[name^=own-]");
      const picked = place.querySelector("input[type=radio]:checked");
      if (own && picked && picked.value !== "own") own.disabled = true;
    }
  });
  addEventListener("pageshow", () => {
    for (const own of form.querySelectorAll("textarea:disabled")) own.disabled = false;
    count();
  });
}
