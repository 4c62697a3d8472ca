// The room: notes that survive a closed browser, votes by a key, and fragments that leave alone who is writing.
// Everything here is a convenience: without it the page works by its buttons.

const onEvent = (name, handler) => document.addEventListener(name, handler);

// --- Answers to htmx: a form refused (422) and notes in conflict (409) are shown, not taken for a failure -----------------
onEvent("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 422 && xhr.status !== 409) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  if (xhr.status === 409) {
    event.detail.target = document.getElementById("note");
    event.detail.swapOverride = "outerHTML";
  }
});

// A form that was sent may be sent again if it is still there (base script locks it at its first sending).
onEvent("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches?.("form[data-inviato]")) return;
  delete form.dataset.inviato;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
});

// The round that asks for news waits while somebody is choosing inside what it would replace.
onEvent("htmx:beforeRequest", (event) => {
  const round = event.detail.elt;
  if (round.matches?.("[data-giro]") && round.contains(document.activeElement) && document.activeElement.matches("select")) {
    event.preventDefault();
  }
});

// What had the focus may be gone: the focus goes to the heading of what replaced it, never to nowhere.
let replacing = null;
onEvent("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  const pressed = requestConfig?.verb === "post" || target.contains(document.activeElement);
  if (pressed) replacing = target.id;
});
onEvent("htmx:afterSettle", () => {
  prepareNotes();
  if (document.activeElement === document.body && replacing) {
    const place = replacing === "note" ? "#id_note" : `#${replacing} [data-fuoco]`;
    (document.querySelector(place) ?? document.getElementById("presenze"))?.focus();
  }
  replacing = null;
});

// --- Alt and a letter: to the part of the room that the link with that accesskey names, or the button pressed, whatever the
// browser's own habit. Where Alt writes another character (a Mac), the key is not the letter and the character is written.
onEvent("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.key.length !== 1) return;
  const key = `[accesskey="${CSS.escape(event.key.toLowerCase())}"]`;
  const button = document.querySelector(`#punto button${key}`);
  if (button) {
    event.preventDefault();
    button.click();
    return;
  }
  const link = document.querySelector(`.sala-salti ${key}`);
  const place = link && document.querySelector(link.getAttribute("href"));
  if (!place) return;
  event.preventDefault();
  const folded = place.closest("details:not([open])");
  if (folded) folded.open = true;
  place.focus();
});

// --- Votes by name: on a seat's row, the first letter of the choice --------------------------------------------------------
const KEYS = { f: "favorevole", c: "contrario", a: "astenuto", n: "non_vota" };
onEvent("keydown", (event) => {
  const row = event.target.closest?.("[data-voto]");
  const choice = KEYS[event.key.toLowerCase()];
  if (!row || !choice || event.ctrlKey || event.altKey || event.metaKey) return;
  const radio = row.querySelector(`input[value="${choice}"]`);
  event.preventDefault();
  radio.checked = true;
  radio.focus();
});

// --- Notes: a draft in this browser until the portal has them ----------------------------------------------------------------
const draftKey = (notes) => `socialabs.note.${notes.dataset.chiave}`;
const readDraft = (notes) => JSON.parse(localStorage.getItem(draftKey(notes)) ?? "null");

function prepareNotes() {
  const notes = document.querySelector("[data-note]");
  if (!notes || notes.dataset.pronte) return;
  notes.dataset.pronte = "1";
  const area = notes.querySelector("textarea[name='note']");
  const version = () => notes.querySelector("[name='versione']");
  area.addEventListener("input", () => {
    localStorage.setItem(draftKey(notes), JSON.stringify({ text: area.value, version: version().value }));
  });
  offerDraft(notes, area, version);
}

// The draft is offered with the version it began from: if others wrote since, the portal shows both texts.
function offerDraft(notes, area, version) {
  const model = notes.querySelector("template[data-bozza]");
  const draft = readDraft(notes);
  if (!model || !draft) return;
  if (draft.text === area.value) {
    localStorage.removeItem(draftKey(notes));
    return;
  }
  const offer = model.content.cloneNode(true).firstElementChild;
  offer.querySelector("[data-testo]").textContent = draft.text;
  offer.querySelector("[data-recupera]").addEventListener("click", () => {
    area.value = draft.text;
    version().value = draft.version;
    offer.remove();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  offer.querySelector("[data-scarta]").addEventListener("click", () => {
    localStorage.removeItem(draftKey(notes));
    offer.remove();
    area.focus();
  });
  notes.prepend(offer);
}

// Saved: the draft goes, unless one has written on meanwhile.
onEvent("htmx:afterRequest", (event) => {
  const area = event.detail.elt;
  if (!area.matches?.("#id_note") || !event.detail.successful) return;
  const notes = area.closest("[data-note]");
  const sent = event.detail.requestConfig.parameters.note ?? event.detail.requestConfig.parameters.get?.("note");
  if (readDraft(notes)?.text === sent && event.detail.xhr.responseText.includes("data-salvate")) {
    localStorage.removeItem(draftKey(notes));
  }
});

// A plain sending of the notes keeps the draft: on return it is found equal to what the portal has, and goes.

onEvent("click", (event) => {
  const button = event.target.closest("[data-aggiungi]");
  if (!button) return;
  const area = document.getElementById("id_note");
  area.value = `${area.value}\n\n${document.querySelector(button.dataset.aggiungi).value}`;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
});

prepareNotes();
