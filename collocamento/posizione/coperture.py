"""What covers an employer's duty on a day, in sentences: the portal's acts, and what its return declares."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.normativa import DatiProvincia, TipoConvenzione, Tipologia
from collocamento.posizione.apporti import Apporto
from collocamento.posizione.calcolo import Posizione
from collocamento.posizione.stati import posti_12bis_14
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import risolvi_molti


Province = Mapping[str, str]


def dagli_atti(ctx: Contesto, apporti: Sequence[Apporto], province: Province) -> list[dict[str, Any]]:
    """The acts in force with their records, where `ctx` may open them; in as many queries as there are kinds."""
    parlanti = [apporto for apporto in apporti if apporto.frase and apporto.valori]
    trovati = risolvi_molti(ctx, {apporto.riferimento for apporto in parlanti if apporto.riferimento})
    return [
        {
            "dove": province.get(apporto.provincia, apporto.provincia) or _("Tutta l'azienda"),
            "frase": apporto.frase,
            "atto": trovati.get(apporto.riferimento),
            "fino_al": apporto.fino_al,
        }
        for apporto in parlanti
    ]


def dal_prospetto(posizione: Posizione, province: Province) -> list[dict[str, Any]]:
    """What the return declares in force, of the figures that no act of the portal governs."""
    ingressi, giorno = posizione.ingressi, posizione.giorno
    governati = {(apporto.campo, apporto.provincia) for apporto in posizione.apporti}
    righe = []
    nazionale = ingressi.datore.sospensione_nazionale
    if nazionale and nazionale.in_corso(giorno) and ("sospensione_nazionale", "") not in governati:
        testo = _("Sospensione per licenziamento collettivo: l'obbligo è sospeso in tutte le province.")
        righe.append({"dove": _("Tutta l'azienda"), "frase": testo, "fino_al": nazionale.fine})
    certificati = ingressi.datore.tipologia != Tipologia.PUBBLICO
    for foglio in ingressi.fogli:
        dove = province.get(foglio.codice, foglio.codice)
        for campo, leggi in LETTURE.items():
            if (campo, foglio.codice) in governati or (campo == "esoneri_60_per_mille" and not certificati):
                continue
            frasi = leggi(foglio, giorno, province)
            righe += [{"dove": dove, "frase": frase, "fino_al": fine} for frase, fine in frasi]
    return righe


Frasi = Iterator[tuple[str, date | None]]


def _esoneri(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    for esonero in foglio.esoneri:
        if esonero.vale(giorno) and esonero.numero:
            testo = ngettext(
                "Esonero parziale autorizzato: %(n)d posizione.",
                "Esonero parziale autorizzato: %(n)d posizioni.",
                esonero.numero,
            )
            yield testo % {"n": esonero.numero}, esonero.fino_al


def _autocertificati(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    numero = sum(esonero.esonerati for esonero in foglio.esoneri_60_per_mille)
    if numero:
        testo = ngettext(
            "Esonero autocertificato (60 per mille): %(n)d posizione.",
            "Esonero autocertificato (60 per mille): %(n)d posizioni.",
            numero,
        )
        yield testo % {"n": numero}, None


def _sospensioni(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    for sospensione in foglio.sospensioni:
        if not sospensione.in_corso(giorno):
            continue
        if sospensione.percentuale is not None:
            testo = _("Sospensione in corso: %(percento)s%% dell'attività.") % {"percento": sospensione.percentuale}
        elif sospensione.lavoratori:
            testo = _("Sospensione in corso: lavoratori sospesi, %(n)s.") % {"n": sospensione.lavoratori}
        else:
            testo = _("Sospensione in corso, senza la misura: non riduce quanto è dovuto.")
        yield testo, sospensione.fine


def _convenzioni(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    for convenzione in foglio.convenzioni:
        if convenzione.vale(giorno) and convenzione.tipo == TipoConvenzione.ART11:
            testo = ngettext(
                "Convenzione dell'art. 11: %(n)d assunzione prevista.",
                "Convenzione dell'art. 11: %(n)d assunzioni previste.",
                convenzione.previsti,
            )
            yield testo % {"n": convenzione.previsti}, convenzione.scadenza
        elif convenzione.vale(giorno):
            yield _("Altra convenzione in corso: non riduce da sola quanto è dovuto."), convenzione.scadenza


def _commesse(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    if numero := posti_12bis_14(foglio):
        testo = ngettext(
            "Convenzioni con conferimento di commesse (art. 12-bis; art. 14 D.Lgs. 276/2003): %(n)d persona.",
            "Convenzioni con conferimento di commesse (art. 12-bis; art. 14 D.Lgs. 276/2003): %(n)d persone.",
            numero,
        )
        yield testo % {"n": numero}, None


def _compensazioni(foglio: DatiProvincia, giorno: date, province: Province) -> Frasi:
    for riga in foglio.compensazioni:
        dati = {"n": riga.numero, "altra": province.get(riga.altra_provincia, riga.altra_provincia) or "–"}
        if riga.con_segno < 0:
            yield _("Compensazione: %(n)s posti in meno, coperti altrove (%(altra)s).") % dati, None
        elif riga.con_segno > 0:
            yield _("Compensazione: %(n)s posti in più, al posto di un'altra provincia (%(altra)s).") % dati, None


LETTURE: dict[str, Callable[[DatiProvincia, date, Province], Frasi]] = {
    "esoneri": _esoneri,
    "esoneri_60_per_mille": _autocertificati,
    "sospensioni": _sospensioni,
    "convenzioni": _convenzioni,
    "conv_12bis_14_ft": _commesse,
    "compensazioni": _compensazioni,
}
