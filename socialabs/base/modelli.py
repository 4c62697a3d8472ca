"""Abstract rows: a public UUID, when the row was made and changed, and a version where people edit it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from socialabs.base.identificativi import nuovo_id


class Modello(models.Model):
    """A row with a public id that may stand in a URL."""

    id = models.UUIDField(primary_key=True, default=nuovo_id, editable=False)
    creato_il = models.DateTimeField(_("creato il"), auto_now_add=True)
    modificato_il = models.DateTimeField(_("modificato il"), auto_now=True)

    class Meta:
        abstract = True


class ModelloVersionato(Modello):
    """A row that people edit: `versione` grows at each save, see `versioni.salva_versionato`."""

    versione = models.PositiveIntegerField(_("versione"), default=1, editable=False)

    class Meta:
        abstract = True
