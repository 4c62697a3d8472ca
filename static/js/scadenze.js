// The month by the keyboard, for who likes it: arrows go from day to day, PageUp and PageDown to the months around.
// Without this, Tab goes through the deadlines and the months are links.

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const day = event.target.closest?.("[data-calendario] [data-giorno]");
  if (!day) return;
  if (event.key in STEPS) {
    const days = [...day.closest("[data-calendario]").querySelectorAll("[data-giorno]")];
    const next = days[days.indexOf(day) + STEPS[event.key]];
    if (!next) return;
    event.preventDefault();
    (next.querySelector("a") ?? next).focus();
    return;
  }
  const period = document.querySelector(`[data-periodo="${CSS.escape(event.key)}"]`);
  if (!period) return;
  event.preventDefault();
  period.click();
});
