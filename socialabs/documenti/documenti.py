"""The shared rooms' own document: which intermediaries hold an organisation's mandate."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.registro import Congelato, TipoDocumento, registra
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Delega
from socialabs.utenti.permessi import UFFICIO_DELEGHE


ATTESTAZIONE = "documenti.deleghe"


def congela(ctx: Contesto, oggetti: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Congelato | str]:
    """The mandates in force today, given by each organisation in scope."""
    organizzazioni = Organizzazione.objects.visible_to(ctx).filter(pk__in=oggetti).select_related("comune__provincia")
    deleghe = defaultdict(list)
    visibili = Delega.objects.visible_to(ctx).in_vigore().filter(delegante__in=oggetti)
    for delega in visibili.select_related("delegato").order_by("dal", "delegato__denominazione_ordinabile"):
        deleghe[delega.delegante_id].append(delega)
    return {o.pk: _attestazione(o, deleghe[o.pk]) for o in organizzazioni}


def _attestazione(organizzazione: Organizzazione, deleghe: Sequence[Delega]) -> Congelato:
    giorno = f"{oggi():%d/%m/%Y}"
    return Congelato(
        oggetto=_("Attestazione delle deleghe in vigore al %(giorno)s") % {"giorno": giorno},
        etichetta=_("Deleghe in vigore al %(giorno)s") % {"giorno": giorno},
        destinatario=destinatario(organizzazione),
        contenuto={
            "giorno": giorno,
            "azienda": {"nome": organizzazione.denominazione, "codice_fiscale": organizzazione.codice_fiscale},
            "deleghe": [
                {
                    "nome": delega.delegato.denominazione,
                    "codice_fiscale": delega.delegato.codice_fiscale,
                    "dal": f"{delega.dal:%d/%m/%Y}",
                    "al": f"{delega.al:%d/%m/%Y}" if delega.al else _("senza scadenza"),
                }
                for delega in deleghe
            ],
        },
    )


registra(
    TipoDocumento(
        chiave=ATTESTAZIONE,
        titolo=gettext_lazy("Attestazione delle deleghe"),
        modello="documenti/attestazione_deleghe.html",
        congela=congela,
        riferimento="anagrafica.organizzazione",
        base_legale=gettext_lazy("L. 12 marzo 1999, n. 68, art. 9"),
        emittenti=UFFICIO_DELEGHE | {Ruolo.REFERENTE_AZIENDA},
        copia_lunga=True,
    )
)
