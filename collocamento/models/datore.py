"""The employer: what an organisation is besides, once it has sent a return."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tipologia
from collocamento.querysets import DatoreQuerySet
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.conservazione import Conservazione
from socialabs.base.modelli import Modello


class Datore(Modello):
    """An employer, with what its latest valid return says of it."""

    conservazione = Conservazione.DIECI_ANNI
    a_ondate = True

    organizzazione = models.OneToOneField(
        Organizzazione, models.PROTECT, related_name="datore", verbose_name=_("organizzazione")
    )
    tipologia = models.CharField(_("tipologia"), max_length=1, choices=Tipologia.choices, blank=True)
    settore = models.CharField(_("settore (ATECO)"), max_length=8, blank=True)
    ccnl = models.CharField(_("contratto collettivo"), max_length=10, blank=True)
    lavoratori = models.PositiveIntegerField(_("lavoratori in Italia"), null=True)
    ultimo_anno = models.PositiveSmallIntegerField(_("ultimo anno dichiarato"), null=True)

    objects = DatoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("datore di lavoro")
        verbose_name_plural = _("datori di lavoro")
        ordering = ["organizzazione__denominazione_ordinabile", "id"]

    def __str__(self) -> str:
        return self.organizzazione.denominazione
