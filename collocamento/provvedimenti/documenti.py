"""The room on paper: the decision, the notice of refusal, the statement of the contribution."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.permessi import RUOLI_PARTE
from collocamento.provvedimenti.conto import Saldo, saldo_di
from collocamento.provvedimenti.enums import RUOLI_DECISIONE, RUOLI_ISTRUTTORIA, Stato
from collocamento.provvedimenti.models import ContoContributo, Provvedimento, Versamento
from collocamento.provvedimenti.scheda import voci
from collocamento.provvedimenti.scheda_conto import frase, letture, tratti
from collocamento.scheda import passi_resi
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import euro
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.registro import Congelato, TipoDocumento, registra, tipo


DECISIONE = "provvedimenti.decisione"
REVOCA = "provvedimenti.revoca"
PREAVVISO = "provvedimenti.preavviso"
CONTO = "provvedimenti.contributo"
# A revocation is told by its own document.
DECISI = frozenset({Stato.CONCESSO, Stato.CONCESSO_IN_PARTE, Stato.RESPINTO})
_PER_STATO = {**dict.fromkeys(DECISI, DECISIONE), Stato.REVOCATO: REVOCA, Stato.PREAVVISO: PREAVVISO}
# The kinds are of either gender: the outcome is said of the request.
ESITI = {
    Stato.CONCESSO: gettext_lazy("richiesta accolta"),
    Stato.CONCESSO_IN_PARTE: gettext_lazy("richiesta accolta in parte"),
    Stato.RESPINTO: gettext_lazy("richiesta respinta"),
    Stato.REVOCATO: gettext_lazy("revoca"),
}
BASE_LEGALE = gettext_lazy("L. 12 marzo 1999, n. 68, artt. 3 e 5; L. 7 agosto 1990, n. 241")


# --- acts ---------------------------------------------------------------------------------------------------------
def congela_decisione(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """What was asked, what was decided and why, with the steps of the ceiling on that day."""
    nomi = _province()
    return {
        atto.pk: _decisione(atto, nomi) if atto.stato in DECISI else _("Non c'è una decisione in vigore da emettere.")
        for atto in _atti(ctx, oggetti)
    }


def congela_revoca(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """A document of its own: the decision that it takes back stays in the archive."""
    nomi = _province()
    return {
        atto.pk: _decisione(atto, nomi) if atto.stato == Stato.REVOCATO else _("Il provvedimento non è revocato.")
        for atto in _atti(ctx, oggetti)
    }


def congela_preavviso(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The grounds that stand in the way, and by when to answer."""
    nomi = _province()
    return {
        atto.pk: _preavviso(atto, nomi) if atto.stato == Stato.PREAVVISO else _("Il preavviso non è in corso.")
        for atto in _atti(ctx, oggetti)
    }


def documenti_offerti(ctx: Contesto, atto: Provvedimento) -> list[dict[str, Any]]:
    """The documents that `ctx` may issue about an act as it stands."""
    chiave = _PER_STATO.get(Stato(atto.stato))
    if chiave is None or not tipo(chiave).ammette(ctx):
        return []
    return [{"titolo": tipo(chiave).titolo, "url": reverse("documenti:nuovo", args=[chiave, atto.pk])}]


def _atti(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> list[Provvedimento]:
    righe = Provvedimento.objects.visible_to(ctx).filter(pk__in=oggetti)
    return list(righe.select_related("datore__organizzazione__comune__provincia").prefetch_related("passaggi"))


def _decisione(atto: Provvedimento, nomi: Mapping[str, str]) -> Congelato:
    titolo = _("%(tipo)s: %(esito)s") % {"tipo": atto.get_genere_display(), "esito": ESITI[Stato(atto.stato)]}
    return Congelato(
        oggetto=titolo,
        etichetta=titolo,
        destinatario=destinatario(atto.datore.organizzazione),
        contenuto={
            **_richiesta(atto, nomi),
            "esito": atto.get_stato_display(),
            "favorevole": atto.stato in {Stato.CONCESSO, Stato.CONCESSO_IN_PARTE},
            "in_parte": atto.stato == Stato.CONCESSO_IN_PARTE,
            "revocato": atto.stato == Stato.REVOCATO,
            "motivazione": atto.motivazione,
            "deciso_il": f"{atto.deciso_il:%d/%m/%Y}",
            # A revocation does not rest on the ceiling of the day of the grant.
            "passi": passi_resi(atto.passi, nomi) if atto.stato in DECISI else [],
        },
    )


def _preavviso(atto: Provvedimento, nomi: Mapping[str, str]) -> Congelato:
    passaggio = [p for p in atto.passaggi.all() if p.a == Stato.PREAVVISO][-1]
    oggetto = _("Motivi che ostano all'accoglimento: %(tipo)s") % {"tipo": atto.get_genere_display().lower()}
    return Congelato(
        oggetto=oggetto,
        etichetta=oggetto,
        destinatario=destinatario(atto.datore.organizzazione),
        contenuto={
            **_richiesta(atto, nomi),
            "motivi": passaggio.testo,
            "entro_il": f"{passaggio.entro_il:%d/%m/%Y}",
        },
    )


def _richiesta(atto: Provvedimento, nomi: Mapping[str, str]) -> dict[str, Any]:
    return {
        "azienda": atto.datore.organizzazione.denominazione,
        "codice_fiscale": atto.datore.organizzazione.codice_fiscale,
        "tipo": atto.get_genere_display(),
        "presentata_il": f"{atto.presentata_il:%d/%m/%Y}",
        "voci": voci(atto, nomi),
    }


def _province() -> dict[str, str]:
    return dict(Provincia.objects.values_list("codice", "nome"))


# --- the contribution ---------------------------------------------------------------------------------------------
def congela_conto(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The stretches of the year with their steps, the range of the sum, what was paid."""
    nomi = _province()
    righe = ContoContributo.objects.visible_to(ctx).filter(pk__in=oggetti)
    conti = list(righe.select_related("datore__organizzazione__comune__provincia", "comune"))
    versati: dict[uuid.UUID, list[Versamento]] = {}
    for versamento in Versamento.objects.filter(conto__in=conti):
        versati.setdefault(versamento.conto_id, []).append(versamento)
    return {conto.pk: _conto(conto, saldo_di(conto, versati.get(conto.pk, [])), nomi) for conto in conti}


def _conto(conto: ContoContributo, saldo: Saldo, nomi: Mapping[str, str]) -> Congelato | str:
    if not saldo.contributo.tratti:
        return frase(saldo)
    dati = {"anno": conto.anno, "provincia": nomi.get(conto.provincia, conto.provincia)}
    oggetto = _("Contributo esonerativo %(anno)s, provincia di %(provincia)s") % dati
    return Congelato(
        oggetto=oggetto,
        etichetta=oggetto,
        destinatario=destinatario(conto.datore.organizzazione),
        contenuto={
            "azienda": conto.datore.organizzazione.denominazione,
            "codice_fiscale": conto.datore.organizzazione.codice_fiscale,
            "tipo": conto.get_genere_display(),
            "settimana": conto.get_giorni_settimana_display(),
            "comune": str(conto.comune.nome) if conto.comune else "",
            "frase": frase(saldo),
            "tratti": tratti(saldo.contributo),
            "versato": euro(saldo.versato),
            "resta": euro(saldo.resta) if saldo.contributo.verificato else "",
            "letture": letture(),
        },
    )


for _chiave, _titolo, _congela in (
    (DECISIONE, gettext_lazy("Provvedimento"), congela_decisione),
    (REVOCA, gettext_lazy("Revoca"), congela_revoca),
):
    registra(
        TipoDocumento(
            chiave=_chiave,
            titolo=_titolo,
            modello="provvedimenti/atti/decisione.html",
            congela=_congela,
            riferimento="provvedimenti.provvedimento",
            base_legale=BASE_LEGALE,
            emittenti=RUOLI_DECISIONE,
            rimedi=gettext_lazy(
                "Contro questo provvedimento si può ricorrere all'autorità giudiziaria competente nei termini di "
                "legge. L'accesso agli atti si chiede a questo ufficio (L. 241/1990, artt. 22 e seguenti)."
            ),
            uno_solo=True,
            copia_lunga=True,
        )
    )
registra(
    TipoDocumento(
        chiave=PREAVVISO,
        titolo=gettext_lazy("Preavviso di rigetto"),
        modello="provvedimenti/atti/preavviso.html",
        congela=congela_preavviso,
        riferimento="provvedimenti.provvedimento",
        base_legale=gettext_lazy("L. 7 agosto 1990, n. 241, art. 10-bis"),
        emittenti=RUOLI_DECISIONE,
        uno_solo=True,
        copia_lunga=True,
    )
)
registra(
    TipoDocumento(
        chiave=CONTO,
        titolo=gettext_lazy("Conto del contributo esonerativo"),
        modello="provvedimenti/atti/contributo.html",
        congela=congela_conto,
        riferimento="provvedimenti.contocontributo",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, art. 5, c. 3, 3-bis e 5"),
        emittenti=RUOLI_ISTRUTTORIA | RUOLI_PARTE,
    )
)
