"""The letterhead, the counters of the series, and the issued documents, which nobody changes any more."""

import json
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.models import EnteTitolare, Organizzazione
from socialabs.archivio.models import FilePrivato
from socialabs.base.campi import TestoCifrato
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.modelli import Modello
from socialabs.base.stati import controlla
from socialabs.documenti.codici import leggibile
from socialabs.documenti.enums import TRANSIZIONI, Condizione, MotivoSostituzione, StatoDocumento
from socialabs.documenti.querysets import CartaQuerySet, ContatoreQuerySet, DocumentoQuerySet
from socialabs.documenti.registro import titolo_di
from socialabs.documenti.vincoli import ANNULLATO_PER_SEMPRE, IMMUTABILE, NUMERI_SENZA_BUCHI


class CartaIntestata(Modello):
    """How the body's documents look and who signs them from a day on. Written once: earlier ones stay as they were.

    Name, office, address and certified mail are those of EnteTitolare on the day of issue.
    """

    conservazione = Conservazione.CONFIGURAZIONE
    modificabili_dal_web = ()

    dal = models.DateField(_("in vigore dal"))
    logo = models.ForeignKey(FilePrivato, models.PROTECT, null=True, related_name="+", verbose_name=_("logo"))
    testo_logo = models.CharField(_("testo alternativo del logo"), max_length=120, blank=True)
    settore = models.CharField(_("riga sotto l'ufficio"), max_length=160, blank=True)
    recapiti = models.CharField(_("recapiti al pubblico"), max_length=200, blank=True)
    firmatario = models.CharField(_("firmatario"), max_length=120)
    qualifica = models.CharField(_("qualifica del firmatario"), max_length=120)

    objects = CartaQuerySet.as_manager()

    class Meta:
        verbose_name = _("carta intestata")
        verbose_name_plural = _("carte intestate")
        ordering = ["-dal", "-creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(logo__isnull=True) | ~Q(testo_logo=""),
                name="carta_logo_con_testo",
                violation_error_message=_("Il logo vuole un testo alternativo per chi non lo vede."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.dal:%d/%m/%Y}"


class Contatore(models.Model):
    """The last number given in a series of a body in a year; its row is locked while numbers are taken."""

    conservazione = Conservazione.PERMANENTE

    emittente = models.CharField(_("ente"), max_length=160)
    serie = models.CharField(_("serie"), max_length=60)
    anno = models.PositiveSmallIntegerField(_("anno"))
    ultimo = models.PositiveIntegerField(_("ultimo numero"), default=0)

    objects = ContatoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("contatore")
        verbose_name_plural = _("contatori")
        constraints = [
            models.UniqueConstraint(
                fields=["emittente", "serie", "anno"],
                name="contatore_unico",
                violation_error_message=_("La serie ha già un contatore per quest'anno."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.serie} {self.anno}"


class Documento(Modello):
    """An issued document. Once written only its annulment may follow; a correction is another row that names it.

    `emittente` is the body by name: its dated configurations (`ente`) share the numbers. `dati` is the frozen content
    (JSON, encrypted), all that the template got. `richiesta` is the job that issued it: with the object, the key by
    which a job that starts again knows what is done. `sha256` is of the file as handed out, seal included.
    """

    conservazione = Conservazione.DIECI_ANNI
    modificabili_dal_web = ("stato", "annullato_il", "annullato_da_id", "motivo_annullamento", "modificato_il")

    tipo = models.CharField(_("tipo"), max_length=60)
    serie = models.CharField(_("serie"), max_length=60)
    anno = models.PositiveSmallIntegerField(_("anno"))
    numero = models.PositiveIntegerField(_("numero"))
    emittente = models.CharField(_("ente"), max_length=160)
    ente = models.ForeignKey(EnteTitolare, models.PROTECT, related_name="+", verbose_name=_("ente titolare"))
    carta = models.ForeignKey(
        CartaIntestata, models.PROTECT, null=True, related_name="+", verbose_name=_("carta intestata")
    )
    stato = models.CharField(_("stato"), max_length=9, choices=StatoDocumento.choices, default=StatoDocumento.EMESSO)
    etichetta = models.CharField(_("descrizione"), max_length=200)
    dati = TestoCifrato(editable=False)
    versione_modello = models.CharField(_("versione del modello"), max_length=64)
    file = models.OneToOneField(FilePrivato, models.PROTECT, related_name="+", verbose_name=_("file"))
    sha256 = models.CharField(_("impronta SHA-256"), max_length=64, unique=True)
    copia = models.OneToOneField(
        FilePrivato, models.PROTECT, null=True, related_name="+", verbose_name=_("copia di lunga conservazione")
    )
    sha256_copia = models.CharField(_("impronta SHA-256 della copia"), max_length=64, null=True, unique=True)
    sigillo = models.CharField(_("sigillo elettronico"), max_length=200, blank=True)
    codice = models.CharField(_("codice di verifica"), max_length=16, unique=True)
    emesso_il = models.DateTimeField(_("emesso il"))
    emesso_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("emesso da")
    )
    attore_reale = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    destinatario = models.ForeignKey(
        Organizzazione, models.PROTECT, null=True, related_name="documenti", verbose_name=_("destinatario")
    )
    iniziali = models.CharField(_("iniziali del destinatario"), max_length=30)
    riferimento_tipo = models.CharField(_("tipo di oggetto"), max_length=60)
    riferimento_id = models.UUIDField(_("oggetto"))
    richiesta = models.UUIDField(_("richiesta"))
    sostituisce = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="sostituito_da", verbose_name=_("sostituisce")
    )
    motivo_sostituzione = models.CharField(
        _("motivo della sostituzione"), max_length=12, choices=MotivoSostituzione.choices, blank=True
    )
    annullato_il = models.DateTimeField(_("annullato il"), null=True)
    annullato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("annullato da")
    )
    motivo_annullamento = models.CharField(_("motivo dell'annullamento"), max_length=200, blank=True)

    objects = DocumentoQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento")
        verbose_name_plural = _("documenti")
        ordering = ["-emesso_il", "-numero"]
        indexes = [
            models.Index(fields=["-emesso_il", "-numero"], name="documento_recenti"),
            models.Index(fields=["destinatario", "-emesso_il"], name="documento_destinatario"),
            models.Index(fields=["riferimento_id", "tipo"], name="documento_riferimento"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["emittente", "serie", "anno", "numero"],
                name="documento_numero_unico",
                violation_error_message=_("Questo numero è già stato dato."),
            ),
            models.UniqueConstraint(
                fields=["richiesta", "riferimento_id"],
                name="documento_una_volta_per_richiesta",
                violation_error_message=_("La richiesta ha già prodotto questo documento."),
            ),
            models.CheckConstraint(
                condition=Q(numero__gte=1),
                name="documento_numero_positivo",
                violation_error_message=_("I numeri partono da uno."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoDocumento.EMESSO, annullato_il__isnull=True, motivo_annullamento="")
                | (Q(stato=StatoDocumento.ANNULLATO, annullato_il__isnull=False) & ~Q(motivo_annullamento="")),
                name="documento_annullato_con_motivo",
                violation_error_message=_("Un documento annullato dice quando e perché."),
            ),
            models.CheckConstraint(
                condition=Q(sostituisce__isnull=True, motivo_sostituzione="")
                | (Q(sostituisce__isnull=False) & ~Q(motivo_sostituzione="")),
                name="documento_sostituisce_con_motivo",
                violation_error_message=_("Un documento che ne sostituisce un altro dice perché."),
            ),
            models.CheckConstraint(
                condition=Q(sostituisce__isnull=True) | ~Q(sostituisce=F("pk")),
                name="documento_non_sostituisce_se_stesso",
                violation_error_message=_("Un documento non sostituisce sé stesso."),
            ),
            models.CheckConstraint(
                condition=Q(copia__isnull=True, sha256_copia__isnull=True)
                | Q(copia__isnull=False, sha256_copia__isnull=False),
                name="documento_copia_con_impronta",
                violation_error_message=_("La copia di lunga conservazione ha la propria impronta."),
            ),
        ]
        triggers = [
            IMMUTABILE,
            ANNULLATO_PER_SEMPRE,
            NUMERI_SENZA_BUCHI,
            pgtrigger.Protect(name="non_si_elimina", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return _("%(titolo)s n. %(numero)s") % {"titolo": self.titolo, "numero": self.numero_e_anno}

    def get_absolute_url(self) -> str:
        return reverse("documenti:dettaglio", args=[self.pk])

    @property
    def titolo(self) -> str:
        return titolo_di(self.tipo)

    @property
    def numero_e_anno(self) -> str:
        return f"{self.numero}/{self.anno}"

    @property
    def codice_leggibile(self) -> str:
        return leggibile(self.codice)

    @property
    def nome_destinatario(self) -> str:
        """The organisation by name, a person by initials."""
        return self.destinatario.denominazione if self.destinatario else self.iniziali

    @property
    def successore(self) -> "Documento | None":
        """The document that replaced this one."""
        return getattr(self, "sostituito_da", None)

    @property
    def condizione(self) -> Condizione:
        if self.stato == StatoDocumento.ANNULLATO:
            return Condizione.ANNULLATO
        return Condizione.SOSTITUITO if self.successore else Condizione.VALIDO

    @cached_property
    def contenuto(self) -> dict[str, Any]:
        """The frozen content, in clear."""
        return json.loads(self.dati)

    def passa_a(self, stato: StatoDocumento, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the row's lock and saves."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato = stato
