from django.db import models

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.rapporti.enums import StatoInvio
from socialabs.rapporti.registro import rapporti_di


class IstantaneaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "IstantaneaQuerySet":
        """Those of the reports that `ctx` may ask."""
        if ctx.e_sistema:
            return self
        return self.filter(rapporto__in=[rapporto.chiave for rapporto in rapporti_di(ctx)])

    def per_elenco(self) -> "IstantaneaQuerySet":
        """Without the figures, which a list does not show; with who froze and who signed."""
        return self.per_documento().defer("contenuto")

    def per_documento(self) -> "IstantaneaQuerySet":
        return self.select_related("congelata_da", "approvazione__firmata_da")


class InvioQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "InvioQuerySet":
        """One's own, in whatever role they were asked for: whoever lost it still sees why nothing comes."""
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        return self.filter(proprietario__utente=ctx.utente)

    def da_fare(self) -> "InvioQuerySet":
        return self.filter(stato=StatoInvio.ATTIVO, quando__lte=adesso()).order_by("quando", "pk")
