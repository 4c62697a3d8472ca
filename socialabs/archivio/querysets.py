from django.db import models

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso


class FilePrivatoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "FilePrivatoQuerySet":
        """The files one has deposited; who else may download one is for its origin to say (`origini`)."""
        if ctx.e_sistema:
            return self
        return self.filter(proprietario=ctx.utente) if ctx.utente else self.none()

    def scaduti(self) -> "FilePrivatoQuerySet":
        return self.filter(scade_il__lte=adesso())
