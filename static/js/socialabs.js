// Small conveniences, all hung on data-* hooks; every page works without them.

const onEvent = (name, handler) => document.addEventListener(name, handler);

// A second press of the button does not send the form again (the server's idempotency key is the real guard).
onEvent("submit", (event) => {
  const form = event.target;
  // What htmx sends stays on the page, and may be sent again.
  if (!form.matches("form[method='post']:not([hx-post])")) return;
  if (form.dataset.inviato) {
    event.preventDefault();
    return;
  }
  form.dataset.inviato = "1";
  for (const button of form.querySelectorAll("[type='submit']")) button.setAttribute("aria-disabled", "true");
});

// A page taken from the browser's memory must be usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-inviato]")) {
    delete form.dataset.inviato;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// data-conferma="question" on a submit button: asks before sending.
onEvent("click", (event) => {
  const button = event.target.closest("[data-conferma]");
  if (button && !window.confirm(button.dataset.conferma)) event.preventDefault();
});

// data-tendina on <details>: closes on Escape and on a press elsewhere, as a menu does.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-tendina][open]")) if (menu !== except) menu.open = false;
};
onEvent("click", (event) => closeMenus(event.target.closest("details[data-tendina]")));
onEvent("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-tendina][open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

// data-scorciatoia="/": the key brings to the field, unless one is writing.
onEvent("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector(`[data-scorciatoia="${CSS.escape(event.key)}"]`);
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// data-scegli-tutte: the checkbox of a table's header that ticks its rows (data-scegli-riga).
onEvent("change", (event) => {
  const table = event.target.closest("table");
  if (!table) return;
  const rows = [...table.querySelectorAll("[data-scegli-riga]")];
  if (event.target.matches("[data-scegli-tutte]")) {
    for (const row of rows) row.checked = event.target.checked;
  } else if (event.target.matches("[data-scegli-riga]")) {
    const all = table.querySelector("[data-scegli-tutte]");
    if (!all) return;
    all.checked = rows.every((row) => row.checked);
    all.indeterminate = !all.checked && rows.some((row) => row.checked);
  }
});

// data-copia="#id": copies a field's value (an invitation link) and says so.
onEvent("click", async (event) => {
  const button = event.target.closest("[data-copia]");
  if (!button) return;
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copia).value);
  button.textContent = button.dataset.copiato;
});

// data-riepilogo-errori: after a refused form the summary takes the focus, so that it is read first.
document.querySelector("[data-riepilogo-errori]")?.focus();

// On paper every <details> is open; afterwards each goes back to what it was.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

// htmx: the indicator speaks while a list is being refreshed, and a failure is told in the page's own messages.
const indicatorOf = (event) => event.detail.elt.querySelector?.("[data-attesa]");
onEvent("htmx:beforeRequest", (event) => {
  const indicator = indicatorOf(event);
  if (indicator) indicator.textContent = indicator.dataset.attesa;
});
onEvent("htmx:afterRequest", (event) => {
  const indicator = indicatorOf(event);
  if (indicator) indicator.textContent = "";
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  onEvent(failure, () => {
    const model = document.querySelector("[data-avviso-rete]");
    if (model) document.getElementById("messaggi").replaceChildren(model.content.cloneNode(true));
  });
}

// On a phone the filters start folded, so that the list is what one sees; without JavaScript they stay open.
if (window.matchMedia("(max-width: 767.98px)").matches) {
  for (const sheet of document.querySelectorAll("[data-filtri-scheda]")) sheet.open = false;
}
