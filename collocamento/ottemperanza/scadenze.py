"""The term by which a request of art. 17 is to be answered."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from collocamento.ottemperanza.enums import Stato
from collocamento.ottemperanza.models import Pratica
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Chiave, Dovuta, Finestra, TipoScadenza, registra, ufficio
from socialabs.promemoria.regole import IL_GIORNO, prima
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


# What was closed longer ago than this has been told already.
MEMORIA = timedelta(days=60)


def risposte(finestra: Finestra) -> Iterator[Dovuta]:
    for pratica in Pratica.objects.aperte().select_related("datore__organizzazione"):
        yield Dovuta(
            pratica.pk,
            (ufficio(Ruolo.OPERATORE_CM, Ruolo.RESPONSABILE),),
            scade_il=pratica.entro_il,
            parametri={"che": pratica.get_tipo_display(), "azienda": pratica.azienda},
        )


def risposte_date(finestra: Finestra) -> Iterator[Chiave]:
    chiuse = Pratica.objects.filter(stato__in=[Stato.EVASA, Stato.ARCHIVIATA])
    for pk in chiuse.filter(modificato_il__date__gte=finestra.oggi - MEMORIA).values_list("pk", flat=True):
        yield pk, ""


registra(
    TipoScadenza(
        chiave="ottemperanza.pratica",
        titolo=_("Risposte di ottemperanza"),
        oggetto="ottemperanza.pratica",
        testi={Pubblico.UFFICIO: _("%(azienda)s, %(che)s: rispondere entro il %(scadenza)s.")},
        dovute=risposte,
        promemoria=(prima(7), prima(2), IL_GIORNO),
        fatte=risposte_date,
        segnabile_da=frozenset(),
        seguita_da=RUOLI_UFFICIO,
    )
)
