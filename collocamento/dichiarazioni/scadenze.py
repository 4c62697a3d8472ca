"""The first of December: time to prepare the return on the situation at the end of the month."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from collocamento.dichiarazioni.enums import Stato
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.mancanti import attesi
from collocamento.models import Prospetto
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Chiave, Dovuta, Finestra, TipoScadenza, delegati, membri, registra
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


MESE, GIORNO = 12, 1
# After the end of January it is the due date itself that matters.
DECADE_DOPO = 61


def _anni(finestra: Finestra) -> range:
    return range(finestra.dal.year, finestra.al.year + 1)


def preparazioni(finestra: Finestra) -> Iterator[Dovuta]:
    """Who sent a return the year before, in one query a year."""
    for anno in _anni(finestra):
        righe = attesi(anno).values_list("pk", "organizzazione", "organizzazione__denominazione")
        for datore, organizzazione, nome in righe:
            yield Dovuta(
                datore,
                (membri(organizzazione, Ruolo.REFERENTE_AZIENDA), delegati(organizzazione, Ruolo.CONSULENTE)),
                scade_il=date(anno, MESE, GIORNO),
                occorrenza=str(anno),
                parametri={"azienda": nome, "anno": str(anno)},
            )


def gia_preparati(finestra: Finestra) -> Iterator[Chiave]:
    """Who has begun one here, or has sent it already."""
    anni = list(_anni(finestra))
    iniziate = Dichiarazione.objects.filter(anno__in=anni).exclude(stato=Stato.CANCELLATA)
    for righe in (iniziate, Prospetto.objects.validi().filter(anno__in=anni)):
        for datore, anno in righe.order_by().values_list("datore", "anno").distinct():
            yield datore, str(anno)


registra(
    TipoScadenza(
        chiave="dichiarazioni.preparazione",
        titolo=_("Preparazione del prospetto"),
        oggetto="collocamento.datore",
        testi={
            Pubblico.AZIENDA: _(
                "%(azienda)s: dal %(scadenza)s si può preparare nel portale il prospetto sulla situazione al "
                "31 dicembre %(anno)s; quello dell'anno prima fa da partenza."
            ),
            Pubblico.CONSULENTE: _(
                "%(azienda)s: dal %(scadenza)s si può preparare il prospetto sulla situazione al 31 dicembre %(anno)s."
            ),
        },
        dovute=preparazioni,
        fatte=gia_preparati,
        seguita_da=RUOLI_UFFICIO,
        decade_dopo=DECADE_DOPO,
    )
)
