"""Deadlines of the shared rooms: the mandates that end."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Chiave, Dovuta, Finestra, TipoScadenza, membri, registra
from socialabs.promemoria.regole import prima
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from socialabs.utenti.models import Delega


def deleghe(finestra: Finestra) -> Iterator[Dovuta]:
    """Those in force or to come that have an end; for who manages the people of either party."""
    for delega in Delega.objects.filter(al__gte=finestra.oggi).select_related("delegante", "delegato"):
        yield Dovuta(
            delega.pk,
            (
                membri(delega.delegante_id, Ruolo.REFERENTE_AZIENDA, solo_chi_gestisce=True),
                membri(delega.delegato_id, Ruolo.CONSULENTE, pubblico=Pubblico.CONSULENTE, solo_chi_gestisce=True),
            ),
            delega.al,
            parametri={"azienda": delega.delegante.denominazione, "studio": delega.delegato.denominazione},
        )


def rinnovate(finestra: Finestra) -> Iterator[Chiave]:
    """Followed without a gap by another between the same parties."""
    seguente = Delega.objects.filter(
        Q(al__isnull=True) | Q(al__gt=OuterRef("al")),
        delegante=OuterRef("delegante"),
        delegato=OuterRef("delegato"),
        dal__gt=OuterRef("al"),
        dal__lte=OuterRef("domani"),
    )
    finite = Delega.objects.filter(al__gte=finestra.oggi).annotate(domani=F("al") + 1)
    for pk in finite.filter(Exists(seguente)).values_list("pk", flat=True):
        yield pk, ""


registra(
    TipoScadenza(
        chiave="utenti.delega",
        titolo=_("Delega che finisce"),
        oggetto="utenti.delega",
        testi={
            Pubblico.AZIENDA: _(
                "La delega di %(azienda)s a %(studio)s finisce il %(scadenza)s: per continuare ne serve un'altra."
            ),
            Pubblico.CONSULENTE: _(
                "La delega di %(azienda)s finisce il %(scadenza)s: da allora le sue pagine non si aprono più."
            ),
        },
        dovute=deleghe,
        promemoria=(prima(30), prima(7)),
        fatte=rinnovate,
        seguita_da=RUOLI_UFFICIO - {Ruolo.OPERATORE_CPI},
        decade_dopo=0,
    )
)
