"""The texts that the parties sign, and their signatures: a signature is worth the very text it was put under."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collocamento.convenzioni.enums import TRANSIZIONI_ATTO, ModoFirma, Parte, StatoAtto, TipoAtto
from collocamento.convenzioni.models.convenzione import Convenzione
from collocamento.convenzioni.querysets import AttoQuerySet, FirmaQuerySet
from collocamento.convenzioni.sigillo import impronta_di
from socialabs.archivio.models import FilePrivato
from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.modelli import Modello
from socialabs.base.stati import controlla


STESSO_TESTO = pgtrigger.Trigger(
    name="firma_del_testo_mostrato",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
    IF NOT EXISTS (
        SELECT 1 FROM convenzioni_atto WHERE id = NEW.atto_id AND impronta = NEW.impronta AND stato = 'condiviso'
    ) THEN
        RAISE EXCEPTION 'la firma non riguarda il testo condiviso dell''atto %', NEW.atto_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'firma_del_testo_mostrato';
    END IF;
    RETURN NEW;
    """,
)


class Atto(Modello):
    """A text shared for signature: the convention itself, or what changes, extends or resolves it.

    `testo` is a list of clauses ({"titolo", "commi"}), `impronta` the SHA-256 of its canonical form: neither changes
    any more. `effetti` is what happens once all of `parti` have signed: an extension's last day, a resolution's first
    day, commitments moved or added. `motivo` says why a text was set aside.
    """

    conservazione = Conservazione.DIECI_ANNI
    modificabili_dal_web = ("stato", "firmato_il", "motivo", "modificato_il")

    convenzione = models.ForeignKey(Convenzione, models.PROTECT, related_name="atti", verbose_name=_("convenzione"))
    tipo = models.CharField(_("tipo"), max_length=11, choices=TipoAtto.choices)
    numero = models.PositiveSmallIntegerField(_("numero"))
    stato = models.CharField(_("stato"), max_length=9, choices=StatoAtto.choices, default=StatoAtto.CONDIVISO)
    testo = models.JSONField(_("testo"))
    impronta = models.CharField(_("impronta SHA-256 del testo"), max_length=64)
    effetti = models.JSONField(_("effetti"), default=dict)
    parti = ArrayField(models.CharField(max_length=12, choices=Parte.choices), verbose_name=_("chi firma"))
    condiviso_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("condiviso da")
    )
    firmato_il = models.DateField(_("firmato da tutti il"), null=True)
    motivo = models.CharField(_("perché è superato"), max_length=200, blank=True)

    objects = AttoQuerySet.as_manager()

    class Meta:
        verbose_name = _("atto")
        verbose_name_plural = _("atti")
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convenzione", "numero"],
                name="atto_numero_unico",
                violation_error_message=_("La convenzione ha già un atto con questo numero."),
            ),
            models.UniqueConstraint(
                fields=["convenzione"],
                condition=Q(stato=StatoAtto.CONDIVISO),
                name="atto_uno_alla_firma",
                violation_error_message=_("C'è già un atto alla firma: prima va firmato o ritirato."),
            ),
            models.UniqueConstraint(
                fields=["convenzione"],
                condition=Q(tipo=TipoAtto.CONVENZIONE, stato=StatoAtto.FIRMATO),
                name="atto_una_sola_stipula",
                violation_error_message=_("La convenzione è già stata stipulata."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoAtto.FIRMATO, firmato_il__isnull=False)
                | ~Q(stato=StatoAtto.FIRMATO) & Q(firmato_il__isnull=True),
                name="atto_firmato_quando",
                violation_error_message=_("Un atto firmato dice quando."),
            ),
            models.CheckConstraint(
                condition=Q(parti__len__gte=1),
                name="atto_con_parti",
                violation_error_message=_("Un atto ha almeno una parte che firma."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="testo_non_cambia", exclude=["stato", "firmato_il", "motivo", "modificato_il"]),
            pgtrigger.Protect(name="non_si_elimina", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return _("%(tipo)s n. %(numero)s") % {"tipo": self.get_tipo_display(), "numero": self.numero}

    def get_absolute_url(self) -> str:
        return reverse("convenzioni:atto", args=[self.pk])

    @property
    def integro(self) -> bool:
        """Whether the text is still the one whose digest was taken."""
        return impronta_di(self.testo) == self.impronta

    def passa_a(self, stato: StatoAtto, ctx: Contesto) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller holds the convention's lock and saves."""
        controlla(TRANSIZIONI_ATTO, self.stato, stato, ctx)
        self.stato = stato


class Firma(Modello):
    """A signature, in the portal by who reads, or on paper as the office has recorded it. Never changed."""

    conservazione = Conservazione.DIECI_ANNI
    solo_aggiunta = True

    atto = models.ForeignKey(Atto, models.PROTECT, related_name="firme", verbose_name=_("atto"))
    parte = models.CharField(_("per chi"), max_length=12, choices=Parte.choices)
    modo = models.CharField(_("come"), max_length=7, choices=ModoFirma.choices)
    impronta = models.CharField(_("impronta del testo firmato"), max_length=64)
    nome = models.CharField(_("firmatario"), max_length=120)
    qualifica = models.CharField(_("qualifica"), max_length=120, blank=True)
    il = models.DateField(_("firmato il"))
    scansione = models.OneToOneField(
        FilePrivato, models.PROTECT, null=True, related_name="+", verbose_name=_("scansione")
    )
    registrata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registrata da")
    )

    objects = FirmaQuerySet.as_manager()

    class Meta:
        verbose_name = _("firma")
        verbose_name_plural = _("firme")
        ordering = ["creato_il"]
        constraints = [
            models.UniqueConstraint(
                fields=["atto", "parte"],
                name="firma_una_per_parte",
                violation_error_message=_("Questa parte ha già firmato."),
            ),
            models.CheckConstraint(
                condition=Q(modo=ModoFirma.CARTA, scansione__isnull=False)
                | Q(modo=ModoFirma.PORTALE, scansione__isnull=True),
                name="firma_su_carta_con_scansione",
                violation_error_message=_("La firma su carta, e solo quella, ha la scansione del foglio firmato."),
            ),
        ]
        triggers = [STESSO_TESTO]

    def __str__(self) -> str:
        return f"{self.get_parte_display()} {self.il:%d/%m/%Y}"
