"""The letter by which the person in charge reports a gap, checked by the office, to the labour inspectorate (ITL)."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.normativa import CifreProvincia
from collocamento.posizione.calcolo import Posizione, posizioni
from collocamento.posizione.enums import EsitoVerifica, StatoEpisodio
from collocamento.posizione.models import Episodio, Verifica
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.documenti.registro import Congelato, Destinatario, TipoDocumento, registra
from socialabs.utenti.enums import Ruolo


SEGNALAZIONE_ITL = "posizione.segnalazione_itl"


def congela(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """Figures, dates and grounds of each gap, or why there is nothing to report. No worker and no officer is named."""
    episodi = list(
        Episodio.objects.visible_to(ctx).filter(pk__in=oggetti).select_related("datore__organizzazione__comune")
    )
    note = posizioni([episodio.datore_id for episodio in episodi], oggi())
    verifiche = _ultime_verifiche(ctx, episodi)
    province = dict(Provincia.objects.filter(codice__in=[e.provincia for e in episodi]).values_list("codice", "nome"))
    return {e.pk: _lettera(e, note.get(e.datore_id), verifiche.get(e.pk), province) for e in episodi}


def _ultime_verifiche(ctx: Contesto, episodi: Sequence[Episodio]) -> dict[uuid.UUID, Verifica]:
    righe = Verifica.objects.visible_to(ctx).filter(episodio__in=episodi).order_by("episodio_id", "-creato_il", "-id")
    return {verifica.episodio_id: verifica for verifica in righe.distinct("episodio_id")}


def _lettera(
    episodio: Episodio, nota: Posizione | None, verifica: Verifica | None, province: Mapping[str, str]
) -> Congelato | str:
    cifre = nota.risultato.province.get(episodio.provincia) if nota else None
    if motivo := _senza_lettera(episodio, cifre, verifica):
        return motivo
    provincia = province.get(episodio.provincia, episodio.provincia)
    organizzazione = episodio.datore.organizzazione
    return Congelato(
        oggetto=_("Posti di riserva non coperti né richiesti in provincia di %(provincia)s")
        % {"provincia": provincia},
        etichetta=_("Segnalazione di scopertura, termine del %(entro)s") % {"entro": f"{episodio.entro:%d/%m/%Y}"},
        destinatario=Destinatario(
            _("Ispettorato territoriale del lavoro"), (_("competente per %(provincia)s") % {"provincia": provincia},)
        ),
        contenuto={
            "azienda": organizzazione.denominazione,
            "codice_fiscale": organizzazione.codice_fiscale,
            "sede": str(organizzazione.comune or ""),
            "provincia": provincia,
            "situazione": f"{episodio.situazione:%d/%m/%Y}",
            "origine": episodio.get_origine_display(),
            "t0": f"{episodio.t0:%d/%m/%Y}",
            "entro": f"{episodio.entro:%d/%m/%Y}",
            "giorni": (oggi() - episodio.entro).days,
            "verificato": f"{verifica.giorno:%d/%m/%Y}",
            "righe": list(_righe(episodio, cifre)),
        },
    )


def _senza_lettera(episodio: Episodio, cifre: CifreProvincia | None, verifica: Verifica | None) -> str:
    """Why there is nothing to report; empty when there is."""
    if episodio.al is not None or episodio.stato != StatoEpisodio.SCOPERTA_OLTRE or cifre is None:
        return _("La scopertura oltre il termine non è più in corso.")
    if not episodio.scoperti:
        return _("La sanzione dell'art. 15 c. 4 riguarda le persone con disabilità: qui mancano categorie protette.")
    if verifica is None:
        return _("Prima della segnalazione l'ufficio registra la verifica.")
    if verifica.esito != EsitoVerifica.CONFERMATA:
        return _("L'ultima verifica non ha confermato la scopertura: %(esito)s.") % {
            "esito": verifica.get_esito_display()
        }
    return ""


def _righe(episodio: Episodio, cifre: CifreProvincia) -> Sequence[dict[str, Any]]:
    """The two quotas side by side, as computed today."""
    return (
        {
            "nome": _("Persone con disabilità (art. 3)"),
            "quota": cifre.quota_disabili,
            "in_forza": cifre.disabili_in_forza,
            "esonerati": cifre.esonerati,
            "mancano": episodio.posti,
            "scoperti": episodio.scoperti,
        },
        {
            "nome": _("Categorie protette (art. 18, c. 2)"),
            "quota": cifre.quota_art18,
            "in_forza": cifre.art18_in_forza,
            "esonerati": None,
            "mancano": episodio.posti_art18,
            "scoperti": episodio.scoperti_art18,
        },
    )


registra(
    TipoDocumento(
        chiave=SEGNALAZIONE_ITL,
        titolo=gettext_lazy("Segnalazione all'Ispettorato del lavoro"),
        modello="posizione/atti/segnalazione_itl.html",
        congela=congela,
        riferimento="posizione.episodio",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, artt. 3, 9 e 15, c. 4"),
        emittenti=frozenset({Ruolo.RESPONSABILE}),
        correggono=frozenset({Ruolo.RESPONSABILE}),
        per_destinatari=frozenset(),
        uno_solo=True,
        copia_lunga=True,
    )
)
