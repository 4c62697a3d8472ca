"""An act in words, for pages, lists and documents: what it says, what changes, where it has passed through."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.provvedimenti.enums import APERTI, Condizione, Genere, Motivo, Stato
from collocamento.provvedimenti.models import Passaggio, Provvedimento
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import percento


TIPI_STATO = {
    Stato.BOZZA: "",
    Stato.PRESENTATA: "info",
    Stato.IN_ISTRUTTORIA: "info",
    Stato.INTEGRAZIONE: "warning",
    Stato.PREAVVISO: "warning",
    Stato.CONCESSO: "success",
    Stato.CONCESSO_IN_PARTE: "success",
    Stato.REGISTRATO: "success",
    Stato.RESPINTO: "danger",
    Stato.REVOCATO: "danger",
    Stato.RITIRATO: "",
}


def distintivi(atto: Provvedimento) -> list[dict[str, str]]:
    """The state, and for an act with an effect whether it holds today: one that is over is not shown green."""
    condizione = atto.condizione()
    scaduto = condizione == Condizione.SCADUTO
    badge = [{"testo": atto.get_stato_display(), "tipo": "" if scaduto else TIPI_STATO[Stato(atto.stato)]}]
    if condizione and not (atto.stato == Stato.REVOCATO and scaduto):
        badge.append({"testo": condizione.label, "tipo": "success" if condizione == Condizione.IN_VIGORE else ""})
    return badge


def oggetto(atto: Provvedimento) -> str:
    """What is asked or declared, in one line and without places."""
    if atto.genere == Genere.SOSPENSIONE:
        return atto.get_causa_display()
    n = atto.efficaci
    if atto.genere == Genere.GRADUALITA:
        return ngettext("%(n)d unità dovuta", "%(n)d unità dovute", n) % {"n": n}
    if atto.genere == Genere.COMPENSAZIONE:
        testo = ngettext("%(n)d lavoratore, %(categoria)s", "%(n)d lavoratori, %(categoria)s", n)
        return testo % {"n": n, "categoria": atto.get_categoria_display()}
    return ngettext("%(n)d posizione", "%(n)d posizioni", n) % {"n": n}


def luogo(atto: Provvedimento, nomi: Mapping[str, str]) -> str:
    """Where it holds."""
    if not atto.provincia:
        return _("tutta l'azienda")
    qui = nomi.get(atto.provincia, atto.provincia)
    if not atto.altra_provincia:
        return qui
    return _("%(da)s per %(a)s") % {"da": qui, "a": nomi.get(atto.altra_provincia, atto.altra_provincia)}


def _luoghi(atto: Provvedimento, nomi: Mapping[str, str]) -> list[tuple[str, str]]:
    """The place, or of a compensation each of the two by its part."""
    if not atto.altra_provincia:
        return [(_("Provincia"), luogo(atto, nomi))]
    return [
        (_("Provincia con lavoratori in più"), nomi.get(atto.provincia, atto.provincia)),
        (_("Provincia che può averne meno"), nomi.get(atto.altra_provincia, atto.altra_provincia)),
    ]


def voci(atto: Provvedimento, nomi: Mapping[str, str]) -> list[dict[str, Any]]:
    """The facts of an act as components/definizioni.html takes them, those that its kind has."""
    chiesto = _periodo(atto) if (atto.chiesto_dal, atto.chiesto_al) != (atto.dal, atto.al) else ""
    tutte = [
        *_luoghi(atto, nomi),
        (_("Periodo"), atto.periodo),
        (_("Periodo chiesto"), chiesto),
        (_("Causa"), atto.get_causa_display()),
        (_("Categoria"), atto.get_categoria_display()),
        (_etichetta_posizioni(atto), atto.posizioni),
        (_("Posizioni concesse"), atto.posizioni_concesse),
        (_etichetta_percentuale(atto), percento(atto.percentuale / 100, 0) if atto.percentuale else ""),
        (_etichetta_lavoratori(atto), atto.lavoratori),
        (_("Motivi"), ", ".join(str(Motivo(m).label) for m in atto.motivi)),
        (_("Limite dell'80%"), _("vigilanza o trasporto privato, secondo l'azienda") if atto.settore_80 else ""),
        (_("Atto"), atto.atto),
        (_("Nelle cifre"), _in_cifre(atto)),
        (_("Presentato il"), f"{atto.presentata_il:%d/%m/%Y}" if atto.presentata_il else ""),
        (_("Da decidere entro il"), f"{atto.termine:%d/%m/%Y}" if atto.termine else ""),
        (_("Deciso il"), f"{atto.deciso_il:%d/%m/%Y}" if atto.deciso_il else ""),
    ]
    return [{"etichetta": str(e), "valore": str(v)} for e, v in tutte if v not in ("", None)]


def prossimo_passo(atto: Provvedimento, passaggi: list[Passaggio]) -> str:
    """Who has to do something now, and by when; empty where nobody has to."""
    if atto.stato == Stato.BOZZA:
        return _("La bozza la vede solo chi la prepara.")
    if atto.stato not in APERTI:
        return ""
    atteso = passaggi[-1].entro_il if passaggi else None
    if atto.stato in (Stato.INTEGRAZIONE, Stato.PREAVVISO) and atteso:
        frase = (
            _("L'azienda può rispondere fino al %(giorno)s; intanto il termine per decidere è fermo.")
            if atteso >= oggi()
            else _("Il tempo per rispondere è finito il %(giorno)s.")
        )
        return frase % {"giorno": f"{atteso:%d/%m/%Y}"}
    if atto.termine and atto.termine < oggi():
        return _("Il termine per decidere è passato il %(giorno)s.") % {"giorno": f"{atto.termine:%d/%m/%Y}"}
    return _("L'ufficio decide entro il %(giorno)s.") % {"giorno": f"{atto.termine:%d/%m/%Y}"}


def _periodo(atto: Provvedimento) -> str:
    if atto.chiesto_dal is None:
        return ""
    return Provvedimento(dal=atto.chiesto_dal, al=atto.chiesto_al).periodo


def _etichetta_posizioni(atto: Provvedimento) -> str:
    return {
        Genere.ESONERO: _("Posizioni chieste"),
        Genere.ESONERO_60: _("Posizioni autocertificate"),
        Genere.COMPENSAZIONE: _("Lavoratori da compensare"),
        Genere.GRADUALITA: _("Unità dovute"),
    }.get(Genere(atto.genere), "")


def _etichetta_percentuale(atto: Provvedimento) -> str:
    return _("Percentuale chiesta") if atto.genere == Genere.ESONERO else _("Attività sospesa")


def _etichetta_lavoratori(atto: Provvedimento) -> str:
    return _("Addetti al 60 per mille") if atto.genere == Genere.ESONERO_60 else _("Lavoratori sospesi")


def _in_cifre(atto: Provvedimento) -> str:
    if atto.genere != Genere.GRADUALITA:
        return ""
    return _("limita la quota dovuta ora") if atto.applicata else _("solo mostrata, non cambia le cifre")
