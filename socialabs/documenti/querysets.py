"""Vocabulary and scope of the issued documents."""

from datetime import date

from django.db import models
from django.db.models import Q

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.testo import cerca_denominazione
from socialabs.documenti.codici import normalizza
from socialabs.documenti.enums import Condizione, StatoDocumento
from socialabs.documenti.registro import tipi
from socialabs.utenti.querysets import organizzazioni_proprie


CONDIZIONI = {
    Condizione.VALIDO: Q(stato=StatoDocumento.EMESSO, sostituito_da__isnull=True),
    Condizione.SOSTITUITO: Q(stato=StatoDocumento.EMESSO, sostituito_da__isnull=False),
    Condizione.ANNULLATO: Q(stato=StatoDocumento.ANNULLATO),
}


class DocumentoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "DocumentoQuerySet":
        """All of the kinds that the role reads; those addressed to one's own organisation, or by its mandate; those of
        what one has a part in (see `TipoDocumento.parti`).
        """
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        visibili = Q(pk__in=[]) | Q(tipo__in=[t.chiave for t in tipi() if ctx.ruolo in t.leggono])
        organizzazioni = organizzazioni_proprie(ctx)
        if organizzazioni is not None:
            ricevuti = [t.chiave for t in tipi() if ctx.ruolo in t.per_destinatari]
            visibili |= Q(tipo__in=ricevuti, destinatario__in=organizzazioni)
        for tipo in tipi():
            if (oggetti := tipo.di_parte(ctx)) is not None:
                visibili |= Q(tipo=tipo.chiave, riferimento_id__in=oggetti.values("pk"))
        return self.filter(visibili)

    def in_condizione(self, condizione: str) -> "DocumentoQuerySet":
        return self.filter(CONDIZIONI[condizione])

    def validi(self) -> "DocumentoQuerySet":
        return self.in_condizione(Condizione.VALIDO)

    def con_impronta(self, sha256: str) -> "DocumentoQuerySet":
        """The document whose file, or long-term copy, has that content."""
        return self.filter(Q(sha256=sha256) | Q(sha256_copia=sha256))

    def che_contengono(self, testo: str) -> "DocumentoQuerySet":
        """By number ("12" or "12/2026"), verification code, or recipient's name or beginning of tax code."""
        trovati = cerca_denominazione(testo, "destinatario")
        if codice := normalizza(testo):
            trovati |= Q(codice=codice)
        numero, _barra, anno = testo.strip().partition("/")
        if numero.isdecimal() and len(numero) < 9 and (not anno or (anno.isdecimal() and len(anno) == 4)):
            trovati |= Q(numero=int(numero), **({"anno": int(anno)} if anno else {}))
        return self.filter(trovati)

    def per_elenco(self) -> "DocumentoQuerySet":
        """With what a row shows, without the frozen content: decrypting it for a list would serve nothing."""
        return self.select_related("destinatario", "sostituito_da").defer("dati")


class CartaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "CartaQuerySet":
        """Configuration of the body: for who configures it."""
        return self if ctx.e_sistema or ctx.ruolo in {"amm_prov", "responsabile"} else self.none()

    def al(self, giorno: date | None = None) -> models.Model | None:
        """The letterhead in force on `giorno` (today by default); the latest written, when two begin that day."""
        return self.filter(dal__lte=giorno or oggi()).select_related("logo").first()


class ContatoreQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ContatoreQuerySet":
        """Nobody's business: only issuing reads them."""
        return self if ctx.e_sistema else self.none()
