"""What the returns have to say on paper: the position as computed, and the letter to an employer with a gap."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento import scheda
from collocamento.anomalie import avviso_in_parole, in_parole
from collocamento.enums import StatoProspetto, Tipologia
from collocamento.models import CalcoloProvincia, Prospetto
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.anagrafica.models import EnteTitolare, Provincia
from socialabs.base.contesto import Contesto
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.registro import Congelato, TipoDocumento, registra
from socialabs.utenti.enums import Ruolo


RIEPILOGO = "collocamento.riepilogo"
COMUNICAZIONE = "collocamento.scopertura"
# The figures of a province that stand in its row of the table.
COLONNE = (
    ("lavoratori", gettext_lazy("Lavoratori")),
    ("quota_disabili", gettext_lazy("Quota disabili")),
    ("disabili_in_forza", gettext_lazy("In forza")),
    ("scopertura_disabili", gettext_lazy("Mancano")),
    ("quota_art18", gettext_lazy("Quota art. 18")),
    ("art18_in_forza", gettext_lazy("In forza art. 18")),
    ("scopertura_art18", gettext_lazy("Mancano art. 18")),
)


# --- what both start from -----------------------------------------------------------------------------------------
def _prospetti(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> list[Prospetto]:
    """The returns asked that `ctx` may see, with their figures and their employer, in one query."""
    visibili = Prospetto.objects.visible_to(ctx).filter(pk__in=oggetti).defer("contenuto", "dichiarati")
    return list(visibili.select_related("calcolo", "datore__organizzazione__comune__provincia"))


def _estremi(prospetto: Prospetto) -> dict[str, str]:
    """Which return it is about."""
    return {
        "azienda": prospetto.datore.organizzazione.denominazione,
        "codice_fiscale": prospetto.datore.organizzazione.codice_fiscale,
        "situazione": scheda.situazione(prospetto),
        "inviato": f"{prospetto.data_invio:%d/%m/%Y}",
        "codice": prospetto.codice_comunicazione,
    }


NON_VALIDO = gettext_lazy("Il prospetto non è più quello valido del suo anno.")


# --- the position -------------------------------------------------------------------------------------------------
def congela_riepilogo(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """Input, figures with their steps, gap and warnings, as stored by the computation. No worker is named."""
    prospetti = _prospetti(ctx, oggetti)
    fogli: dict[uuid.UUID, list[CalcoloProvincia]] = {}
    for foglio in CalcoloProvincia.objects.visible_to(ctx).filter(prospetto__in=prospetti).order_by("provincia"):
        fogli.setdefault(foglio.prospetto_id, []).append(foglio)
    codici = {foglio.provincia for elenco in fogli.values() for foglio in elenco}
    province = dict(Provincia.objects.filter(codice__in=codici).values_list("codice", "nome"))
    return {
        p.pk: _riepilogo(p, fogli.get(p.pk, []), province) if p.stato == StatoProspetto.VALIDO else str(NON_VALIDO)
        for p in prospetti
    }


def _riepilogo(prospetto: Prospetto, fogli: Sequence[CalcoloProvincia], province: Mapping[str, str]) -> Congelato:
    calcolo = prospetto.calcolo
    passi, dichiarate = scheda.passi_di(calcolo.derivazione), scheda.dichiarate(prospetto)
    figure = scheda.figure(calcolo, passi, dichiarate, province)
    titolo = _("Posizione ai sensi della L. 68/1999, situazione al %(giorno)s")
    return Congelato(
        oggetto=titolo % {"giorno": scheda.situazione(prospetto)},
        etichetta=_("Situazione al %(giorno)s") % {"giorno": scheda.situazione(prospetto)},
        destinatario=destinatario(prospetto.datore.organizzazione),
        contenuto={
            "prospetto": _estremi(prospetto),
            "partenza": _partenza(prospetto, len(fogli)),
            "frase": scheda.frase(calcolo),
            "frase_ora": scheda.frase_dovuta_ora(calcolo),
            "figure": [_testi(figura) for figura in figure],
            "colonne": [str(titolo) for _nome, titolo in COLONNE],
            "province": [
                [province.get(foglio.provincia, foglio.provincia), *(getattr(foglio, nome) for nome, _t in COLONNE)]
                for foglio in fogli
            ],
            "divergenze": [_testi(d) for d in scheda.divergenze(prospetto, province)],
            "anomalie": [in_parole(anomalia, province).frase for anomalia in prospetto.anomalie],
            "avvisi": [avviso_in_parole(avviso, province) for avviso in calcolo.avvisi],
            "letture": scheda.letture_usate(calcolo),
        },
    )


def _partenza(prospetto: Prospetto, fogli: int) -> list[dict[str, str]]:
    """What the employer declared, and the computation starts from."""
    voci = [
        (_("Tipologia"), prospetto.get_tipologia_display()),
        (_("Lavoratori in Italia"), prospetto.lavoratori_nazionali),
        (_("Lavoratori computabili elencati"), prospetto.lavoratori_elencati),
        (_("Province con un foglio"), fogli),
    ]
    return [{"etichetta": str(etichetta), "valore": str(valore)} for etichetta, valore in voci]


def _testi(riga: Mapping[str, Any]) -> dict[str, Any]:
    """A row with all its texts written out: what is frozen has no language to choose any more."""
    return {
        nome: valore if isinstance(valore, list) or valore is None else str(valore) for nome, valore in riga.items()
    }


# --- the letter ---------------------------------------------------------------------------------------------------
def congela_comunicazione(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The gap in the body's own province, where something is due now; for the others, why no letter goes."""
    ente = EnteTitolare.objects.al()
    if ente is None:
        return {}
    prospetti = _prospetti(ctx, oggetti)
    fogli = CalcoloProvincia.objects.visible_to(ctx).filter(prospetto__in=prospetti, provincia=ente.provincia_id)
    per_prospetto = {foglio.prospetto_id: foglio for foglio in fogli}
    return {p.pk: _comunicazione(p, per_prospetto.get(p.pk), ente.provincia) for p in prospetti}


def _comunicazione(prospetto: Prospetto, foglio: CalcoloProvincia | None, provincia: Provincia) -> Congelato | str:
    if motivo := _senza_lettera(prospetto, foglio, provincia):
        return motivo
    dati = {"giorno": scheda.situazione(prospetto), "provincia": provincia.nome}
    return Congelato(
        oggetto=_("Posti scoperti al %(giorno)s in provincia di %(provincia)s") % dati,
        etichetta=_("Scopertura al %(giorno)s") % dati,
        destinatario=destinatario(prospetto.datore.organizzazione),
        contenuto={
            "prospetto": _estremi(prospetto),
            "provincia": provincia.nome,
            "pubblico": prospetto.tipologia == Tipologia.PUBBLICO,
            "righe": list(_righe(foglio)),
            "ridotta": foglio.sospensione_in_corso or foglio.convenzione_in_corso,
        },
    )


def _senza_lettera(prospetto: Prospetto, foglio: CalcoloProvincia | None, provincia: Provincia) -> str:
    """Why no letter goes to this employer; empty when one may."""
    if prospetto.stato != StatoProspetto.VALIDO:
        return str(NON_VALIDO)
    if foglio is None:
        return _("Non ha un foglio per la provincia di %(nome)s.") % {"nome": provincia.nome}
    if not (foglio.scopertura_disabili or foglio.scopertura_art18):
        return _("Non ha posti scoperti in provincia di %(nome)s.") % {"nome": provincia.nome}
    if not (foglio.scopertura_dovuta_ora or foglio.scopertura_art18_dovuta_ora):
        return _("Ha una sospensione o una convenzione in corso che copre i posti scoperti.")
    return ""


def _righe(foglio: CalcoloProvincia) -> Sequence[dict[str, Any]]:
    """The two quotas side by side."""
    return (
        {
            "nome": _("Persone con disabilità (art. 3)"),
            "quota": foglio.quota_disabili,
            "in_forza": foglio.disabili_in_forza,
            "esonerati": foglio.esonerati,
            "scopertura": foglio.scopertura_disabili,
            "ora": foglio.scopertura_dovuta_ora,
        },
        {
            "nome": _("Categorie protette (art. 18, c. 2)"),
            "quota": foglio.quota_art18,
            "in_forza": foglio.art18_in_forza,
            "esonerati": None,
            "scopertura": foglio.scopertura_art18,
            "ora": foglio.scopertura_art18_dovuta_ora,
        },
    )


registra(
    TipoDocumento(
        chiave=RIEPILOGO,
        titolo=gettext_lazy("Riepilogo della posizione"),
        modello="collocamento/atti/riepilogo.html",
        congela=congela_riepilogo,
        riferimento="collocamento.prospetto",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, artt. 3, 4, 5, 9 e 18"),
        emittenti=RUOLI_LAVORATORI | {Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE},
    )
)
registra(
    TipoDocumento(
        chiave=COMUNICAZIONE,
        titolo=gettext_lazy("Comunicazione di scopertura"),
        modello="collocamento/atti/comunicazione.html",
        congela=congela_comunicazione,
        riferimento="collocamento.prospetto",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, artt. 3, 9 e 18"),
        emittenti=RUOLI_LAVORATORI,
        uno_solo=True,
        copia_lunga=True,
    )
)
