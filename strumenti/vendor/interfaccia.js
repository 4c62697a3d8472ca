// Entry of the slim Bootstrap Italia build: only the plugins that the templates use.
// They are re-exported because the library binds them to their data-bs-* hooks on import, and an unused import is shaken away.
export { default as Accordion } from "bootstrap-italia/dist/plugins/accordion.js";
export { default as Alert } from "bootstrap-italia/dist/plugins/alert.js";
export { default as BackToTop } from "bootstrap-italia/dist/plugins/back-to-top.js";
export { default as Collapse } from "bootstrap-italia/dist/plugins/collapse.js";
export { default as Dropdown } from "bootstrap-italia/dist/plugins/dropdown.js";
export { default as InputPassword } from "bootstrap-italia/dist/plugins/input-password.js";
export { default as Modal } from "bootstrap-italia/dist/plugins/modal.js";
export { default as Notification } from "bootstrap-italia/dist/plugins/notification.js";
export { default as Offcanvas } from "bootstrap-italia/dist/plugins/offcanvas.js";
export { default as Tab } from "bootstrap-italia/dist/plugins/tab.js";
export { default as Tooltip } from "bootstrap-italia/dist/plugins/tooltip.js";
export { default as avvia } from "bootstrap-italia/dist/plugins/init.js";
