"""What art. 17 puts on paper: the employer's self-declaration, the answer to a body, the private certificate."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.models import Datore
from collocamento.ottemperanza.enums import CON_ESITO, ESITI, Esito, Firma, Tipo
from collocamento.ottemperanza.models import Dichiarazione, Pratica
from collocamento.ottemperanza.motivi import Valutazione
from collocamento.ottemperanza.permessi import FIRMA
from collocamento.ottemperanza.valutazioni import valutazione_di
from collocamento.permessi import RUOLI_PARTE
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.registro import Congelato, Destinatario, TipoDocumento, registra


DICHIARAZIONE = "ottemperanza.dichiarazione"
VERIFICA = "ottemperanza.verifica"
CERTIFICATO = "ottemperanza.certificato"
TIPO_DOCUMENTO = {Tipo.VERIFICA: VERIFICA, Tipo.CERTIFICATO: CERTIFICATO}


# --- the self-declaration ------------------------------------------------------------------------------------------
def congela_dichiarazione(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The employer's figures of today for whoever declares; or why they support no declaration of compliance."""
    visibili = Dichiarazione.objects.visible_to(ctx).filter(pk__in=oggetti)
    righe = visibili.select_related("datore__organizzazione__comune__provincia", "preparata_da")
    return {riga.pk: _dichiarazione(riga, valutazione_di(riga.datore)) for riga in righe}


def _dichiarazione(riga: Dichiarazione, valutazione: Valutazione) -> Congelato | str:
    if impedimento := perche_non_si_dichiara(valutazione):
        return impedimento
    organizzazione = riga.datore.organizzazione
    giorno = f"{valutazione.giorno:%d/%m/%Y}"
    return Congelato(
        oggetto=_("Dichiarazione di essere in regola con le norme sul diritto al lavoro delle persone con disabilità"),
        etichetta=_("Dichiarazione del %(giorno)s") % {"giorno": giorno},
        destinatario=Destinatario(
            riga.ente or _("All'amministrazione che la richiede"),
            (riga.riferimento,) if riga.riferimento else (),
            organizzazione.pk,
        ),
        contenuto={
            "azienda": _azienda(riga.datore),
            "rappresentante": riga.rappresentante,
            "qualifica": str(riga.get_qualifica_display()),
            "firmata_qui": riga.firma == Firma.NOME,
            "firmata_il": f"{localtime(riga.creato_il):%d/%m/%Y}",
            **_valutazione(valutazione),
        },
    )


def perche_non_si_dichiara(valutazione: Valutazione) -> str:
    """Why the figures do not support a declaration of compliance; empty when they do."""
    if valutazione.esito == Esito.NO:
        return _("Risultano posti di riserva da coprire oltre il termine: la dichiarazione non si può preparare.")
    if valutazione.esito == Esito.NON_ATTESTABILE:
        return _("Il portale non conosce il personale dell'azienda: la dichiarazione non si può preparare.")
    return ""


# --- the office's answers ------------------------------------------------------------------------------------------
def congela_verifica(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return {p.pk: _pratica(p, _ente(p)) for p in _pratiche(ctx, oggetti, Tipo.VERIFICA)}


def congela_certificato(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    return {
        p.pk: _pratica(p, destinatario(p.datore.organizzazione)) for p in _pratiche(ctx, oggetti, Tipo.CERTIFICATO)
    }


def _pratiche(ctx: Contesto, oggetti: Sequence[uuid.UUID], tipo: Tipo) -> Sequence[Pratica]:
    visibili = Pratica.objects.visible_to(ctx).filter(pk__in=oggetti, tipo=tipo)
    return visibili.select_related("datore__organizzazione__comune__provincia")


def _ente(pratica: Pratica) -> Destinatario:
    righe = (pratica.ufficio, f"PEC {pratica.pec}")
    return Destinatario(pratica.ente, tuple(riga for riga in righe if riga))


def _pratica(pratica: Pratica, a_chi: Destinatario) -> Congelato | str:
    """What was decided, word for word: nothing is worked out again at the issue."""
    if pratica.stato not in CON_ESITO:
        return _("La risposta non è ancora decisa.")
    giorno = f"{pratica.giorno:%d/%m/%Y}"
    return Congelato(
        oggetto=_("Ottemperanza agli obblighi della L. 68/1999, situazione al %(giorno)s") % {"giorno": giorno},
        etichetta=_("Situazione al %(giorno)s") % {"giorno": giorno},
        destinatario=a_chi,
        contenuto={
            "azienda": _azienda(pratica.datore) if pratica.datore else {"codice_fiscale": pratica.codice_fiscale},
            "giorno": giorno,
            "esito": pratica.esito,
            "condizione": str(pratica.get_condizione_display()) if pratica.esito == ESITI[pratica.condizione] else "",
            "motivi": pratica.motivi,
            "note": pratica.note,
            "riferimento": pratica.riferimento,
            "protocollo": pratica.protocollo,
            "ricevuta_il": f"{pratica.ricevuta_il:%d/%m/%Y}",
            "finalita": pratica.finalita,
            "valida_fino_al": f"{pratica.valida_fino_al:%d/%m/%Y}",
        },
    )


def _azienda(datore: Datore) -> dict[str, str]:
    organizzazione = datore.organizzazione
    sede = ", ".join(parte for parte in (organizzazione.indirizzo, str(organizzazione.comune or "")) if parte)
    return {"nome": organizzazione.denominazione, "codice_fiscale": organizzazione.codice_fiscale, "sede": sede}


def _valutazione(valutazione: Valutazione) -> dict[str, Any]:
    return {
        "giorno": f"{valutazione.giorno:%d/%m/%Y}",
        "oggi": f"{oggi():%d/%m/%Y}",
        "condizione": str(valutazione.condizione.label),
        "motivi": list(valutazione.motivi),
        "cifre": dict(valutazione.cifre),
    }


ARTICOLO_17 = gettext_lazy("L. 12 marzo 1999, n. 68, art. 17")

registra(
    TipoDocumento(
        chiave=DICHIARAZIONE,
        titolo=gettext_lazy("Dichiarazione sostitutiva di ottemperanza"),
        modello="ottemperanza/atti/dichiarazione.html",
        congela=congela_dichiarazione,
        riferimento="ottemperanza.dichiarazione",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, art. 17; DPR 28 dicembre 2000, n. 445"),
        emittenti=RUOLI_PARTE,
        # It is the employer's act: the office neither replaces nor annuls it.
        correggono=RUOLI_PARTE,
        firmato=False,
        uno_solo=True,
    )
)
registra(
    TipoDocumento(
        chiave=VERIFICA,
        titolo=gettext_lazy("Risposta a una verifica di ottemperanza"),
        modello="ottemperanza/atti/verifica.html",
        congela=congela_verifica,
        riferimento="ottemperanza.pratica",
        base_legale=ARTICOLO_17,
        emittenti=FIRMA,
        correggono=FIRMA,
        uno_solo=True,
        copia_lunga=True,
    )
)
registra(
    TipoDocumento(
        chiave=CERTIFICATO,
        titolo=gettext_lazy("Certificato di ottemperanza"),
        modello="ottemperanza/atti/certificato.html",
        congela=congela_certificato,
        riferimento="ottemperanza.pratica",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, art. 17; DPR 28 dicembre 2000, n. 445, art. 40"),
        emittenti=FIRMA,
        correggono=FIRMA,
        uno_solo=True,
        copia_lunga=True,
    )
)
