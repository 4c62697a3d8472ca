// data-caricamento: a plain file input becomes a drop zone that shows what was chosen.

const size = (bytes) => {
  const units = ["B", "kB", "MB", "GB"];
  const power = bytes ? Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1) : 0;
  const amount = (bytes / 1000 ** power).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${amount} ${units[power]}`;
};

function enhance(zone) {
  const input = zone.querySelector("input[type='file']");
  const list = zone.querySelector("[data-caricamento-scelti]");
  zone.classList.add("caricamento-attivo");
  const show = () => {
    const items = [...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${size(file.size)})`;
      return item;
    });
    list.replaceChildren(...items);
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, () => zone.classList.add("caricamento-sopra"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("caricamento-sopra"));
}

document.querySelectorAll("[data-caricamento]").forEach(enhance);
