// data-salva-da-se: a form that htmx saves after a pause in the writing (its hx-trigger names `salva` too). Whoever goes
// elsewhere before the pause is over loses nothing: the save goes first, and the next page knows of it.

const onEvent = (name, handler) => document.addEventListener(name, handler);
const OWN = "form[data-salva-da-se]";

// Forms with something the server has not confirmed: true while that is on its way, false until it leaves.
const unsaved = new Map();
let leave = null;

for (const name of ["input", "change"]) {
  onEvent(name, (event) => {
    const form = event.target.closest(OWN);
    if (form) unsaved.set(form, false);
  });
}
onEvent("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (unsaved.has(elt)) unsaved.set(elt, true);
});
onEvent("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  if (!unsaved.get(elt)) return;
  unsaved.delete(elt);
  // After a failure one stays where the text is, the first time: the page has already told of it.
  if (!successful) leave = null;
  if (!leave || unsaved.size > 0) return;
  const next = leave;
  leave = null;
  next();
});

const saveThen = (next) => {
  leave = next;
  for (const [form, onItsWay] of unsaved) if (!onItsWay) window.htmx.trigger(form, "salva");
};

onEvent("click", (event) => {
  const link = event.target.closest("a[href]");
  const elsewhere = link && !link.target && !link.download && !(link.hash && link.pathname === location.pathname);
  if (!elsewhere || unsaved.size === 0 || event.defaultPrevented) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  saveThen(() => location.assign(link.href));
});

// Seen before the guard against a second press: the form is sent again as soon as the others are saved.
document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    unsaved.delete(form);
    if (unsaved.size === 0) return;
    event.preventDefault();
    event.stopPropagation();
    saveThen(() => form.requestSubmit(submitter));
  },
  true,
);

// The tab is closed, or the address typed: nobody waits for an answer, but the text is sent.
window.addEventListener("pagehide", () => {
  for (const form of unsaved.keys()) {
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, keepalive: true });
  }
  unsaved.clear();
});
