"""From frozen content to HTML: the letterhead, the common parts of every act, the QR, the template's fingerprint."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import segno
from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from socialabs.anagrafica.models import EnteTitolare
from socialabs.archivio.azioni import apri
from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.base.pdf import BASE, html_del_documento, percorso_statico
from socialabs.documenti.codici import leggibile
from socialabs.documenti.enums import MotivoSostituzione
from socialabs.documenti.models import CartaIntestata, Documento
from socialabs.documenti.registro import Congelato, TipoDocumento
from socialabs.utenti.enums import RUOLI_UFFICIO


# The language of the acts, whatever their reader's.
LINGUA = "it"
CODICE_DI_PROVA = "0" * 16


def indirizzo_di_verifica(codice: str) -> str:
    """The public address of a document's verification, as in its QR."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("documenti:esito", args=[leggibile(codice)])


def iniziali(nome: str) -> str:
    """The initials of a recipient: all that the public page tells of them."""
    return " ".join(f"{parola[0].upper()}." for parola in nome.split() if parola[0].isalnum())[:30]


def congela_atto(
    tipo: TipoDocumento,
    congelato: Congelato,
    *,
    ente: EnteTitolare,
    carta: CartaIntestata | None,
    numero: str,
    giorno: date,
    codice: str,
    sigillo: bool,
    ctx: Contesto,
    sostituisce: Documento | None = None,
    motivo: str = "",
) -> dict[str, Any]:
    """The whole content of a document: the common parts (`atto`) and its own (`contenuto`), as JSON takes them."""
    firmato = tipo.firmato and (ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO)
    with override(LINGUA):
        return {
            "atto": {
                "titolo": str(tipo.titolo),
                "numero": numero,
                "data": _data(giorno),
                "codice": leggibile(codice),
                "verifica": indirizzo_di_verifica(codice),
                "versione": versione_del_modello(tipo)[:12],
                "base_legale": str(tipo.base_legale),
                "oggetto": congelato.oggetto,
                "destinatario": {"nome": congelato.destinatario.nome, "righe": list(congelato.destinatario.righe)},
                "rimedi": str(tipo.rimedi),
                "sigillo": sigillo,
                "sostituisce": _sostituito(sostituisce, motivo),
                **_ente(ente, carta),
                **_firma(ente, carta, firmato, ctx),
            },
            "contenuto": dict(congelato.contenuto),
        }


def _data(giorno: date) -> str:
    return date_format(giorno, "j F Y").lower()


def _ente(ente: EnteTitolare, carta: CartaIntestata | None) -> dict[str, Any]:
    return {
        "ente": ente.denominazione,
        "ufficio": ente.ufficio,
        "settore": carta.settore if carta else "",
        "recapiti": [r for r in (ente.indirizzo, carta.recapiti if carta else "", ente.email) if r],
        "pec": ente.pec,
        "responsabile": ente.responsabile,
        "testo_logo": carta.testo_logo if carta else "",
        "privacy": settings.PUBLIC_URL.rstrip("/") + reverse("base:privacy"),
        "contatto_privacy": ente.contatto_privacy,
    }


def _firma(ente: EnteTitolare, carta: CartaIntestata | None, firmato: bool, ctx: Contesto) -> dict[str, Any]:
    """Who signs; or, for what a company takes by itself, on whose request the portal made it."""
    if not firmato:
        per_conto = ctx.appartenenza.organizzazione.denominazione if ctx.appartenenza else ""
        return {"firma": None, "richiesto_da": per_conto}
    nome = carta.firmatario if carta else ente.responsabile
    return {"firma": {"nome": nome, "qualifica": carta.qualifica if carta else ""} if nome else None}


def _sostituito(documento: Documento | None, motivo: str) -> dict[str, str] | None:
    if documento is None:
        return None
    return {
        "numero": documento.numero_e_anno,
        "data": _data(documento.emesso_il.date()),
        "motivo": str(MotivoSostituzione(motivo).label),
    }


def componi(tipo: TipoDocumento, dati: Mapping[str, Any], logo: str = "", *, a_schermo: bool = False) -> str:
    """The document's HTML. `dati` comes from `congela_atto`; `logo` is the image as a data address.

    `a_schermo`: for a browser, which must be told the stylesheets.
    """
    fogli = [static(foglio) for foglio in tipo.fogli] if a_schermo else []
    with override(LINGUA):
        contesto = {**dati, "logo": logo, "qr": qr(dati["atto"]["verifica"]), "fogli": fogli}
        return html_del_documento(tipo.modello, contesto)


def qr(indirizzo: str) -> SafeString:
    """The QR of an address as inline SVG, named for who does not see it."""
    testo = _("Codice QR: apre la pagina di verifica %(indirizzo)s") % {"indirizzo": indirizzo}
    disegno = segno.make(indirizzo, error="m", micro=False)
    return mark_safe(disegno.svg_inline(border=0, omitsize=True, title=testo, svgclass="qr", lineclass=None))


def logo_di(carta: CartaIntestata | None) -> str:
    """The letterhead's logo as a data address; empty when it has none."""
    return dati_del_logo(carta.logo) if carta and carta.logo else ""


def dati_del_logo(file: FilePrivato) -> str:
    with apri(file) as contenuto:
        return indirizzo_dei_dati(contenuto.read(), file.tipo_mime)


def indirizzo_dei_dati(contenuto: bytes, tipo_mime: str) -> str:
    return f"data:{tipo_mime};base64,{base64.b64encode(contenuto).decode()}"


def versione_del_modello(tipo: TipoDocumento) -> str:
    """The fingerprint of all that gives a kind its look: its template with those it stands on, and its stylesheets."""
    return _impronta(tipo.modello, tipo.fogli)


@cache
def _impronta(modello: str, fogli: tuple[str, ...]) -> str:
    impronta = hashlib.sha256()
    for sorgente in _sorgenti(modello):
        impronta.update(sorgente.encode())
    for foglio in fogli:
        impronta.update(percorso_statico(f"{BASE}{foglio}").read_bytes())
    return impronta.hexdigest()


def _sorgenti(nome: str) -> Iterator[str]:
    modello = get_template(nome).template
    yield modello.source
    for nodo in modello.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
        espressione = nodo.parent_name if isinstance(nodo, ExtendsNode) else nodo.template
        yield from _sorgenti(str(espressione.var))
