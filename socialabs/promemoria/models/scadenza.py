"""A deadline of an object, and to whom it belongs."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from socialabs.base.conservazione import Conservazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.modelli import Modello, ModelloVersionato
from socialabs.base.stati import controlla
from socialabs.promemoria import registro
from socialabs.promemoria.enums import DA_FARE, TRANSIZIONI, Pubblico, StatoScadenza
from socialabs.promemoria.querysets import DestinazioneQuerySet, ScadenzaQuerySet


class Scadenza(ModelloVersionato):
    """One kind of deadline for one object, once; `versione` grows at every change and numbers its calendar entries.

    `base`: from when the term runs; `scade_il`: the due date; `ricorda`: the days of its reminders. All three are
    written anew when the data from which they come change. `rimandata_al` is somebody's decision, `scade_il` is not.
    `deciso_da` is empty where the system saw it.
    """

    conservazione = Conservazione.CINQUE_ANNI

    tipo = models.CharField(_("argomento"), max_length=60)
    oggetto_id = models.UUIDField(_("oggetto"))
    occorrenza = models.CharField(_("occorrenza"), max_length=40, blank=True)
    base = models.DateField(_("decorre dal"))
    scade_il = models.DateField(_("scade il"))
    ora = models.TimeField(_("ora"), null=True)
    ricorda = ArrayField(models.DateField(), verbose_name=_("giorni dei promemoria"), default=list)
    parametri = models.JSONField(_("parametri del testo"), default=dict)
    stato = models.CharField(_("stato"), max_length=9, choices=StatoScadenza.choices, default=StatoScadenza.APERTA)
    rimandata_al = models.DateField(_("rimandata al"), null=True)
    motivo = models.CharField(_("motivo"), max_length=300, blank=True)
    deciso_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("deciso da")
    )
    deciso_il = models.DateTimeField(_("deciso il"), null=True)

    objects = ScadenzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("scadenza")
        verbose_name_plural = _("scadenze")
        ordering = ["scade_il", "tipo", "id"]
        indexes = [
            models.Index(Coalesce("rimandata_al", "scade_il"), "id", name="scadenza_giorno"),
            models.Index(fields=["tipo", "scade_il"], name="scadenza_tipo"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tipo", "oggetto_id", "occorrenza"],
                name="scadenza_unica",
                violation_error_message=_("Questa scadenza esiste già."),
            ),
            models.CheckConstraint(
                condition=Q(stato=StatoScadenza.APERTA, deciso_il__isnull=True, deciso_da__isnull=True)
                | (~Q(stato=StatoScadenza.APERTA) & Q(deciso_il__isnull=False)),
                name="scadenza_decisa_quando",
                violation_error_message=_("Una scadenza non più aperta dice quando è stata decisa."),
            ),
            models.CheckConstraint(
                condition=(Q(stato=StatoScadenza.RIMANDATA, rimandata_al__isnull=False) & ~Q(motivo=""))
                | (~Q(stato=StatoScadenza.RIMANDATA) & Q(rimandata_al__isnull=True)),
                name="scadenza_rimandata_a_quando",
                violation_error_message=_("Chi rimanda una scadenza dice a quale giorno e perché."),
            ),
        ]

    def __str__(self) -> str:
        return self.titolo

    @property
    def titolo(self) -> str:
        """The name of its kind: neutral, without data of the object."""
        return registro.titolo_di(self.tipo)

    @property
    def giorno(self) -> date:
        """The day on which it stands in a calendar."""
        return self.rimandata_al or self.scade_il

    @property
    def da_fare(self) -> bool:
        return self.stato in DA_FARE

    @property
    def in_ritardo(self) -> bool:
        return self.da_fare and self.giorno < oggi()

    @property
    def dal_sistema(self) -> bool:
        """Nobody decided its state: the data did."""
        return self.deciso_da_id is None

    def testo(self, pubblico: str) -> str:
        """What it asks of an audience (see `Pubblico`), in the reader's language."""
        giorni = {"scadenza": f"{self.scade_il:%d/%m/%Y}", "base": f"{self.base:%d/%m/%Y}"}
        return registro.tipo(self.tipo).testo(pubblico, self.parametri | giorni)

    def passa_a(self, stato: StatoScadenza, ctx: Contesto, *, motivo: str = "", al: date | None = None) -> None:
        """Change state in memory. Raises TransizioneNonAmmessa; the caller saves it with its version."""
        controlla(TRANSIZIONI, self.stato, stato, ctx)
        self.stato, self.motivo, self.rimandata_al = stato, motivo, al
        aperta = stato == StatoScadenza.APERTA
        self.deciso_da, self.deciso_il = (None, None) if aperta else (ctx.utente, adesso())


class Destinazione(Modello):
    """To whom a deadline belongs: a person, or the roles of an organisation (of all, when it is empty).

    `per_delega`: not of `organizzazione` itself but of the firms that hold its mandate.
    """

    conservazione = Conservazione.CINQUE_ANNI

    scadenza = models.ForeignKey(Scadenza, models.CASCADE, related_name="destinazioni", db_index=False)
    pubblico = models.CharField(_("destinatario"), max_length=10, choices=Pubblico.choices)
    organizzazione = models.ForeignKey("anagrafica.Organizzazione", models.PROTECT, null=True, related_name="+")
    utente = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ruoli = ArrayField(models.CharField(max_length=12), verbose_name=_("ruoli"), default=list)
    per_delega = models.BooleanField(_("a chi ne ha la delega"), default=False)
    solo_chi_gestisce = models.BooleanField(_("solo a chi gestisce gli utenti"), default=False)

    objects = DestinazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("destinazione")
        verbose_name_plural = _("destinazioni")
        constraints = [
            models.UniqueConstraint(
                fields=["scadenza", "pubblico", "organizzazione", "utente", "per_delega"],
                name="destinazione_unica",
                nulls_distinct=False,
                violation_error_message=_("La scadenza è già destinata a questo destinatario."),
            ),
            models.CheckConstraint(
                condition=Q(utente__isnull=False, organizzazione__isnull=True, ruoli=[])
                | (Q(utente__isnull=True) & ~Q(ruoli=[])),
                name="destinazione_persona_o_ruoli",
                violation_error_message=_("Una scadenza è di una persona, o di chi ha certi ruoli."),
            ),
            models.CheckConstraint(
                condition=Q(per_delega=False) | Q(organizzazione__isnull=False),
                name="destinazione_delega_di_chi",
                violation_error_message=_("Una delega è data da un'organizzazione."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_pubblico_display()} {self.scadenza_id}"
