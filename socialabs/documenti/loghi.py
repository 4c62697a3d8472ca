"""A logo is taken in only after being really read: raster images are drawn again, vector ones keep what is known safe.

What comes out is embedded in documents that the office signs: nothing in it may run, fetch or name a file.
"""

import re
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, UnidentifiedImageError


MASSIMO_BYTE = 1024**2
MASSIMO_PUNTI = 12_000_000
LATO = 1000
SVG = "http://www.w3.org/2000/svg"
# fmt: off
ELEMENTI = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
    "radialGradient", "stop", "clipPath", "title", "desc", "text", "tspan", "use", "symbol",
})
ATTRIBUTI = frozenset({
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height", "points",
    "viewBox", "preserveAspectRatio", "transform", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-opacity", "opacity",
    "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "clip-path", "clip-rule",
    "clipPathUnits", "font-family", "font-size", "font-weight", "text-anchor", "href", "version",
})
# fmt: on
RIMANDO = re.compile(r"^#[\w.-]+$")
URL_INTERNO = re.compile(r"^url\(\s*['\"]?#[\w.-]+['\"]?\s*\)$")
# Drawing a shape many times over may take for ever.
MASSIMO_ELEMENTI = 5000


@dataclass(frozen=True, slots=True)
class Logo:
    contenuto: bytes
    tipo_mime: str


def pulisci(contenuto: bytes) -> Logo:
    """The image as it may be kept. Raises ValidationError, in words, for what is not a PNG, a JPEG or a plain SVG."""
    if len(contenuto) > MASSIMO_BYTE:
        raise ValidationError(_("L'immagine supera 1 MB: riducila e riprova."))
    if contenuto.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _raster(contenuto)
    return _vettoriale(contenuto)


def _raster(contenuto: bytes) -> Logo:
    """Decoded and encoded again: metadata and whatever hid behind the pixels are gone."""
    try:
        with Image.open(BytesIO(contenuto), formats=["PNG", "JPEG"]) as immagine:
            if immagine.width * immagine.height > MASSIMO_PUNTI:
                raise ValidationError(_("L'immagine ha troppi punti: riducila a mille per lato."))
            immagine.load()
            nuova = immagine.convert("RGBA" if _trasparente(immagine) else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as errore:
        raise ValidationError(_("L'immagine non si legge: salvala di nuovo come PNG o JPEG.")) from errore
    nuova.thumbnail((LATO, LATO))
    uscita = BytesIO()
    nuova.save(uscita, "PNG", optimize=True)
    return Logo(uscita.getvalue(), "image/png")


def _trasparente(immagine: Image.Image) -> bool:
    return immagine.mode in ("RGBA", "LA", "PA") or "transparency" in immagine.info


def _vettoriale(contenuto: bytes) -> Logo:
    lettore = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        radice = etree.fromstring(contenuto, lettore)
    except (etree.XMLSyntaxError, ValueError) as errore:
        raise ValidationError(_("Il file non è un'immagine PNG, JPEG o SVG.")) from errore
    if radice.tag != f"{{{SVG}}}svg" or radice.getroottree().docinfo.doctype:
        raise ValidationError(_("Il file non è un'immagine PNG, JPEG o SVG."))
    if sum(1 for _nodo in radice.iter()) > MASSIMO_ELEMENTI:
        raise ValidationError(_("Il disegno ha troppe parti: semplificalo o usa un PNG."))
    if "viewBox" not in radice.attrib and not {"width", "height"} <= set(radice.attrib):
        raise ValidationError(_("Il disegno SVG non dice le proprie dimensioni."))
    pulita = _copia(radice)
    _togli_rimandi_a_catena(pulita)
    return Logo(etree.tostring(pulita, encoding="utf-8"), "image/svg+xml")


def _copia(nodo: etree._Element) -> etree._Element:
    """The element with its known parts only."""
    nome = etree.QName(nodo).localname
    nuovo = etree.Element(f"{{{SVG}}}{nome}", nsmap={None: SVG} if nome == "svg" else None)
    for chiave, valore in nodo.attrib.items():
        locale = etree.QName(chiave).localname
        if locale in ATTRIBUTI and _innocuo(locale, valore):
            nuovo.set(locale, valore)
    nuovo.text = nodo.text if nome in ("title", "desc", "text", "tspan") else None
    for figlio in nodo:
        if isinstance(figlio.tag, str) and etree.QName(figlio).namespace == SVG:
            if etree.QName(figlio).localname in ELEMENTI:
                nuovo.append(_copia(figlio))
    return nuovo


def _innocuo(attributo: str, valore: str) -> bool:
    if attributo == "href":
        return bool(RIMANDO.match(valore))
    if "url" in valore.lower():
        return bool(URL_INTERNO.match(valore.strip()))
    return True


def _togli_rimandi_a_catena(radice: etree._Element) -> None:
    """Drop each `use` of something that is or holds another: chains double at every step."""
    usi = radice.findall(f".//{{{SVG}}}use")
    per_id = {nodo.get("id"): nodo for nodo in radice.iter() if nodo.get("id")}
    con_usi = {sopra for uso in usi for sopra in (uso, *uso.iterancestors())}
    for uso in usi:
        mira = per_id.get((uso.get("href") or "#")[1:])
        if mira is None or mira in con_usi:
            uso.getparent().remove(uso)
