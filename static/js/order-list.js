// A list whose rows are put in order by dragging, by arrows, or by the number of their place; saved by its form.
class OrderList {
  constructor(list) {
    this.list = list;
    this.status = list.parentElement.querySelector("[data-order-status]");
    list.querySelectorAll("[data-order-grip], [data-order-step]").forEach((button) => { button.hidden = false; });
    list.addEventListener("click", (event) => this.step(event));
    list.addEventListener("change", (event) => this.place(event.target));
    list.addEventListener("keydown", (event) => this.enter(event));
    list.addEventListener("pointerdown", (event) => this.grip(event));
    this.number();
  }

  get rows() {
    return [...this.list.children];
  }

  step(event) {
    const button = event.target.closest("[data-order-step]");
    if (!button) return;
    const row = button.closest("li");
    this.put(row, this.rows.indexOf(row) + Number(button.dataset.orderStep));
    const other = row.querySelector("[data-order-step]:not([disabled])");
    (button.disabled ? other : button)?.focus();
  }

  place(input) {
    if (input.type !== "number") return;
    this.put(input.closest("li"), (Number.parseInt(input.value, 10) || 1) - 1);
    input.focus();
  }

  // Enter in a number puts the row there; it does not send the form.
  enter(event) {
    if (event.key !== "Enter" || event.target.type !== "number") return;
    event.preventDefault();
    this.place(event.target);
  }

  put(row, index) {
    const others = this.rows.filter((other) => other !== row);
    const place = Math.max(0, Math.min(index, others.length));
    this.list.insertBefore(row, others[place] ?? null);
    this.number();
    this.say(row);
  }

  grip(event) {
    const grip = event.target.closest("[data-order-grip]");
    if (!grip || event.button > 0) return;
    event.preventDefault();
    const row = grip.closest("li");
    const drag = (move) => this.drag(row, move.clientY);
    const drop = () => {
      row.classList.remove("dragged");
      grip.removeEventListener("pointermove", drag);
      this.number();
      this.say(row);
    };
    row.classList.add("dragged");
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", drag);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  // The others step aside: a row that is itself taken out and put back would lose the pointer.
  drag(row, y) {
    const middle = (other) => {
      const box = other.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    while (row.nextElementSibling && middle(row.nextElementSibling) < y) row.before(row.nextElementSibling);
    while (row.previousElementSibling && middle(row.previousElementSibling) > y) row.after(row.previousElementSibling);
    if (y < 60 || y > window.innerHeight - 60) window.scrollBy(0, y < 60 ? -12 : 12);
  }

  number() {
    const rows = this.rows;
    rows.forEach((row, index) => {
      row.querySelector("input").value = index + 1;
      row.querySelector("[data-order-step='-1']").disabled = index === 0;
      row.querySelector("[data-order-step='1']").disabled = index === rows.length - 1;
    });
  }

  say(row) {
    const { place, of } = this.list.dataset;
    const title = row.querySelector(".title").textContent;
    this.status.textContent = `${title}: ${place} ${this.rows.indexOf(row) + 1} ${of} ${this.rows.length}`;
  }
}

document.querySelectorAll("[data-order]").forEach((list) => new OrderList(list));
