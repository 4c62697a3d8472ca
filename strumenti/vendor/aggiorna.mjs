// Rebuilds the vendored front-end files and their manifest from the versions pinned in package.json:
//   npm install && npm run aggiorna
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const MODULES = join(HERE, "node_modules");
const SITE = join(ROOT, "static", "vendor");
const TESTS = join(ROOT, "tests", "vendor");

const FONTS = {
  Titillium_Web: ["300", "regular", "italic", "600", "700"].map((w) => `titillium-web-v10-latin-ext_latin-${w}.woff2`),
  Roboto_Mono: ["regular", "700"].map((w) => `roboto-mono-v13-latin-ext_latin-${w}.woff2`),
  Lora: ["regular", "700"].map((w) => `lora-v20-latin-ext_latin-${w}.woff2`),
};
const FONT_LICENCES = { Titillium_Web: "OFL.txt", Roboto_Mono: "LICENSE.txt", Lora: "OFL.txt" };

const version = (name) => JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8")).version;
const copy = (from, to) => {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
  return to;
};

function stylesheet(target) {
  const css = readFileSync(join(MODULES, "bootstrap-italia/dist/css/bootstrap-italia.min.css"), "utf8")
    // The video player's icon font is a data: address, which our content security policy refuses; the portal plays no video.
    .replace(/@font-face\{font-family:VideoJS;[^}]*\}/, "")
    // The source map is not vendored, and Django's manifest storage refuses a reference to a missing file.
    .replace(/\/\*# sourceMappingURL=.*?\*\//, "");
  writeFileSync(target, css);
  return target;
}

async function bootstrapItalia() {
  const from = join(MODULES, "bootstrap-italia");
  const to = join(SITE, "bootstrap-italia");
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: [join(HERE, "interfaccia.js")],
    outfile: join(to, "bootstrap-italia.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    banner: { js: "/* Bootstrap Italia, slim build (strumenti/vendor/interfaccia.js). BSD-3-Clause; includes Popper, MIT. */" },
  });
  const fonts = Object.entries(FONTS).flatMap(([family, files]) =>
    [...files, FONT_LICENCES[family]].map((file) =>
      copy(join(from, "dist/fonts", family, file), join(to, "fonts", family, file)),
    ),
  );
  return {
    name: "bootstrap-italia",
    licence: "BSD-3-Clause",
    note: "Stylesheet, icons and slim script. Fonts: Titillium Web and Lora under OFL-1.1, Roboto Mono under Apache-2.0.",
    files: [
      stylesheet(join(to, "bootstrap-italia.min.css")),
      join(to, "bootstrap-italia.js"),
      copy(join(from, "dist/svg/sprites.svg"), join(to, "sprites.svg")),
      copy(join(from, "LICENSE"), join(to, "LICENSE")),
      ...fonts,
    ],
  };
}

function popper() {
  const from = join(MODULES, "@popperjs/core");
  return {
    name: "@popperjs/core",
    licence: "MIT",
    note: "Built into bootstrap-italia.js.",
    files: [copy(join(from, "LICENSE.md"), join(SITE, "popper", "LICENSE.md"))],
  };
}

function htmx() {
  const from = join(MODULES, "htmx.org");
  return {
    name: "htmx.org",
    licence: "0BSD",
    note: "Configured by a meta element in templates/base/pagina.html: no eval, no inline style, no script in fragments.",
    files: [
      copy(join(from, "dist/htmx.min.js"), join(SITE, "htmx", "htmx.min.js")),
      copy(join(from, "LICENSE"), join(SITE, "htmx", "LICENSE")),
    ],
  };
}

function axe() {
  const from = join(MODULES, "axe-core");
  return {
    name: "axe-core",
    licence: "MPL-2.0",
    note: "Accessibility checks of the browser tests; never served.",
    files: [
      copy(join(from, "axe.min.js"), join(TESTS, "axe-core", "axe.min.js")),
      copy(join(from, "locales/it.json"), join(TESTS, "axe-core", "it.json")),
      copy(join(from, "LICENSE"), join(TESTS, "axe-core", "LICENSE")),
    ],
  };
}

function writeManifest(folder, packages) {
  const sections = packages.map(({ name, licence, note, files }) => {
    const sums = files
      .map((file) => [relative(folder, file), createHash("sha256").update(readFileSync(file)).digest("hex")])
      .map(([path, sum]) => `"${path}" = "${sum}"`);
    const head = [`name = "${name}"`, `version = "${version(name)}"`, `licence = "${licence}"`, `note = "${note}"`];
    return ["[[pacchetto]]", ...head, "[pacchetto.sha256]", ...sums].join("\n");
  });
  const title = "# Third-party files, as rebuilt by strumenti/vendor/aggiorna.mjs; tests/base/test_vendor.py checks every sum.";
  writeFileSync(join(folder, "MANIFEST.toml"), [title, ...sections].join("\n\n") + "\n");
}

for (const folder of [SITE, TESTS]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
writeManifest(SITE, [await bootstrapItalia(), popper(), htmx()]);
writeManifest(TESTS, [axe()]);
