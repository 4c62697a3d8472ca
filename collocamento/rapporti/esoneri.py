"""The report on exemptions, suspensions and conventions as the returns declare them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.elenchi import righe_obblighi
from collocamento.enums import Tabella as TabellaDeiCodici
from collocamento.forms import AnnoProvincia
from collocamento.rapporti.agevolazioni import Agevolazioni, nome_causa, nome_codice, nomi_dei_codici
from collocamento.rapporti.colonne import (
    FASCE_BREVI,
    MASSIME_RIGHE,
    barre,
    cifra,
    con_fascia,
    intero,
    solo_le_prime,
    testo,
)
from collocamento.rapporti.obblighi import SOMME
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


ESONERI = {
    "concesso": gettext_lazy("Parziale, concesso"),
    "richiesto": gettext_lazy("Parziale, solo richiesto"),
    "scaduto": gettext_lazy("Parziale, scaduto"),
    "autocertificato": gettext_lazy("Autocertificato 60 per mille"),
}
STATI = {
    "concesso": gettext_lazy("in corso"),
    "richiesto": gettext_lazy("solo richiesta"),
    "scaduto": gettext_lazy("terminata"),
    "futuro": gettext_lazy("firmata dopo la data"),
}
MASSIMALI = {
    "exemption_over_ceiling": gettext_lazy("Parziale"),
    "exemption_60permille_over_ceiling": gettext_lazy("60 per mille"),
}
# Equations between columns of a row: coefficients whose sum is zero.
RELAZIONI_OLTRE = ({"eccesso": -1, "dichiarate": 1, "massimale": -1},)


def agevolazioni(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """By kind, cause and state: employers and units, and who is over the ceiling."""
    anno, provincia = parametri["anno"], parametri["provincia"]
    lette = Agevolazioni(ctx, anno, provincia)
    contate = righe_obblighi(ctx, anno, provincia).aggregate(esonerate=SOMME["esonerate"])["esonerate"]
    esoneri, oltre = lette.esoneri(), lette.oltre_il_massimale(MASSIME_RIGHE)
    sospensioni, posti = lette.sospensioni(), lette.posti_sospesi()
    convenzioni, persone = lette.convenzioni(), lette.in_convenzione()
    cause = nomi_dei_codici(ctx, TabellaDeiCodici.CAUSALE_SOSPENSIONE, anno)
    tipi = nomi_dei_codici(ctx, TabellaDeiCodici.TIPO_CONVENZIONE, anno)
    tabelle = [
        *_tabella_esoneri(esoneri),
        *_tabella_oltre(oltre),
        *_tabella_sospensioni(sospensioni, cause),
        *tabella_posti_sospesi(posti, cause),
        *_tabella_convenzioni(convenzioni, tipi),
        *tabella_in_convenzione(persone),
    ]
    return Contenuto(
        risposta=_risposta(anno, contate, esoneri, posti, convenzioni),
        cifre=_cifre(contate, oltre, posti, convenzioni),
        tabelle=tabelle,
        note=_note(),
    )


# --- the answer ---------------------------------------------------------------------------------------------------
def totale(righe: Sequence[dict], gruppo: str) -> dict | None:
    """The row of all groups together; None where nothing was found."""
    return next((r for r in righe if r[gruppo] is None and r["datori"]), None)


def gruppi(righe: Sequence[dict], gruppo: str) -> list[dict]:
    return [r for r in righe if r[gruppo] is not None]


def _somma(righe: Sequence[dict], colonna: str, **uguali: str) -> int:
    return sum(r[colonna] for r in righe if all(r[nome] == valore for nome, valore in uguali.items()))


def _risposta(
    anno: int | None, contate: int, esoneri: Sequence[dict], posti: Sequence[dict], convenzioni: Sequence[dict]
) -> str:
    if not any(totale(r, g) for r, g in ((esoneri, "stato"), (posti, "causa"), (convenzioni, "tipo"))):
        return _("Nessun esonero, nessuna sospensione, nessuna convenzione con questi parametri.")
    esonerate = ngettext(
        "Al 31 dicembre %(anno)s è esonerata %(n)s posizione",
        "Al 31 dicembre %(anno)s sono esonerate %(n)s posizioni",
        contate,
    )
    sospesi = _posti_sospesi(posti)
    sospesi_testo = ngettext("è sospeso %(n)s posto della quota", "sono sospesi %(n)s posti della quota", sospesi)
    previsti = _somma(convenzioni, "previsti", stato="concesso")
    previsti_testo = ngettext(
        "le convenzioni in corso prevedono %(n)s assunzione",
        "le convenzioni in corso prevedono %(n)s assunzioni",
        previsti,
    )
    return _("%(esonerate)s, %(sospesi)s; %(previsti)s.") % {
        "esonerate": esonerate % {"anno": anno, "n": numero(contate)},
        "sospesi": sospesi_testo % {"n": numero(sospesi)},
        "previsti": previsti_testo % {"n": numero(previsti)},
    }


def _posti_sospesi(posti: Sequence[dict]) -> int:
    tutti = totale(posti, "causa")
    return tutti["posti"] if tutti else 0


def _cifre(contate: int, oltre: Sequence[dict], posti: Sequence[dict], convenzioni: Sequence[dict]) -> list[dict]:
    return [
        cifra(_("Posizioni esonerate"), contate),
        cifra(_("Datori oltre il massimale"), oltre[0]["quanti"] if oltre else 0, "danger"),
        cifra(_("Posti sospesi"), _posti_sospesi(posti)),
        cifra(_("Convenzioni in corso"), _somma(convenzioni, "convenzioni", stato="concesso")),
    ]


# --- tables -------------------------------------------------------------------------------------------------------
def _tabella_esoneri(righe: Sequence[dict]) -> list[Tabella]:
    if not totale(righe, "stato"):
        return []
    per_stato = {r["stato"]: r for r in righe}
    voci = [{**per_stato[stato], "voce": str(nome)} for stato, nome in ESONERI.items() if stato in per_stato]
    colonne = [
        testo("voce", _("Esonero")),
        intero("datori", _("Datori"), _("Un datore può avere esoneri di più specie: il totale lo conta una volta.")),
        intero("fogli", _("Fogli"), _("Province in cui è dichiarato.")),
        intero("posizioni", _("Posizioni")),
    ]
    grafico = barre(
        _("Posizioni esonerate, per specie"), _("Posizioni"), "posizioni", lambda r: numero(r["posizioni"])
    )
    nota = _("Riducono i posti dovuti solo gli esoneri concessi e quelli autocertificati dai datori privati.")
    insieme = {**totale(righe, "stato"), "voce": _("Totale")}
    return [Tabella("esoneri", _("Esoneri"), colonne, voci, totale=insieme, grafico=grafico, nota=nota)]


def _tabella_oltre(righe: Sequence[dict]) -> list[Tabella]:
    if not righe:
        return []
    voci = [
        {**r, "classe": str(FASCE_BREVI[r["fascia"]]), "tipo": str(MASSIMALI[r["codice_anomalia"]])} for r in righe
    ]
    colonne = [
        testo("nome", _("Datore di lavoro")),
        testo("codice", _("Codice fiscale")),
        testo("classe", _("Classe")),
        testo("tipo", _("Esonero")),
        intero("quota", _("Quota")),
        intero("dichiarate", _("Dichiarate")),
        intero("massimale", _("Massimale")),
        intero("eccesso", _("Oltre")),
        intero("mancano", _("Mancano")),
        intero("mancherebbero", _("Mancherebbero"), _("Se l'esonero parziale contasse solo fino al massimale.")),
    ]
    nota = _(
        "Cifre di tutto il datore. Nel calcolo l'esonero vale come dichiarato; il massimale è una lettura del "
        "portale, da confrontare con l'atto."
    )
    nota = f"{nota} {solo_le_prime(len(voci), voci[0]['totale'])}".strip()
    return [Tabella("oltre", _("Oltre il massimale"), colonne, voci, nota=nota, relazioni=RELAZIONI_OLTRE)]


def _tabella_sospensioni(righe: Sequence[dict], cause: dict[str, str]) -> list[Tabella]:
    if not totale(righe, "causa"):
        return []
    voci = sorted(
        ({**r, "voce": f"{nome_causa(r['causa'], cause)}, {STATI[r['stato']]}"} for r in gruppi(righe, "causa")),
        key=lambda r: (-r["datori"], r["voce"]),
    )
    colonne = [
        testo("voce", _("Causa e stato")),
        intero("datori", _("Datori")),
        intero("lavoratori", _("Lavoratori sospesi"), _("Come dichiarati nei fogli."), persone=True),
    ]
    insieme = {**totale(righe, "causa"), "voce": _("Totale")}
    return [Tabella("sospensioni", _("Sospensioni dichiarate"), colonne, voci, totale=insieme)]


def tabella_posti_sospesi(
    righe: Sequence[dict], cause: dict[str, str], *, chiave: str = "posti_sospesi", titolo: str = ""
) -> list[Tabella]:
    """The posts of the quota that suspensions in progress put off, by cause; nothing where there are none."""
    if not totale(righe, "causa"):
        return []
    voci = sorted(
        ({**r, "voce": nome_causa(r["causa"], cause)} for r in gruppi(righe, "causa")),
        key=lambda r: (-r["posti"], r["voce"]),
    )
    colonne = [
        testo("voce", _("Causa")),
        intero("datori", _("Datori")),
        intero("posti", _("Posti sospesi"), _("Quota meno quota dovuta alla data, per le persone con disabilità.")),
    ]
    nota = _("Sospensioni in corso alla data del prospetto. Nel calcolo la quota dell'art. 18 non si sospende.")
    insieme = {**totale(righe, "causa"), "voce": _("Totale")}
    return [Tabella(chiave, titolo or _("Posti sospesi"), colonne, voci, totale=insieme, nota=nota)]


def _tabella_convenzioni(righe: Sequence[dict], tipi: dict[str, str]) -> list[Tabella]:
    if not totale(righe, "tipo"):
        return []
    voci = sorted(
        ({**r, "voce": f"{nome_codice(r['tipo'], tipi)}, {STATI[r['stato']]}"} for r in gruppi(righe, "tipo")),
        key=lambda r: (-r["convenzioni"], r["voce"]),
    )
    colonne = [
        testo("voce", _("Tipo e stato")),
        intero("datori", _("Datori")),
        intero("convenzioni", _("Convenzioni")),
        intero("previsti", _("Assunzioni previste")),
    ]
    insieme = {**totale(righe, "tipo"), "voce": _("Totale")}
    return [Tabella("convenzioni", _("Convenzioni"), colonne, voci, totale=insieme)]


def tabella_in_convenzione(
    righe: Sequence[dict], *, chiave: str = "in_convenzione", titolo: str = ""
) -> list[Tabella]:
    """Who covers the quota at another employer's, by class; nothing where there is nobody."""
    if not totale(righe, "fascia"):
        return []
    colonne = [
        testo("voce", _("Classe")),
        intero("datori", _("Datori")),
        intero("persone", _("Persone"), _("Assunte dal destinatario della convenzione."), persone=True),
    ]
    voci = con_fascia(gruppi(righe, "fascia"))
    insieme = {**totale(righe, "fascia"), "voce": _("Totale")}
    nota = _("Persone in forza con le convenzioni degli artt. 12-bis e 14, che il prospetto conta insieme.")
    titolo = titolo or _("In forza in convenzione")
    return [Tabella(chiave, titolo, colonne, voci, totale=insieme, nota=nota)]


def _note() -> list[str]:
    return [
        _(
            "Sono gli esoneri, le sospensioni e le convenzioni che i datori dichiarano nei prospetti, non gli atti "
            "dell'ufficio."
        ),
        _("Lo stato è quello alla data di riferimento del prospetto: in corso se concesso e non ancora terminato."),
        _(
            "Causali e tipi «da verificare» sono codici di cui il portale non ha la tabella ufficiale: la descrizione "
            "è un segnaposto."
        ),
        _("Il prospetto non dice in modo certo quando una convenzione finisce: è in corso se concessa e già firmata."),
        _("Il motivo dell'esonero e l'importo del contributo non sono nel prospetto."),
    ]


registra(
    Rapporto(
        chiave="esoneri",
        titolo=gettext_lazy("Esoneri, sospensioni e convenzioni"),
        domanda=gettext_lazy(
            "Quanti datori dichiarano esoneri, sospensioni e convenzioni, per quanti posti? Chi è oltre il massimale?"
        ),
        modulo=AnnoProvincia,
        dati=agevolazioni,
        ruoli=RUOLI_UFFICIO,
    )
)
