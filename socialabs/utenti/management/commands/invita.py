from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.vincoli import messaggio_del_vincolo
from socialabs.utenti.azioni import inviti
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Invito


class Command(BaseCommand):
    help = "Invita chi gestirà le persone di un'organizzazione: così entra il primo, in un portale appena installato."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--ruolo", choices=Ruolo.values, default=Ruolo.AMMINISTRATORE_PROVINCIALE.value)
        parser.add_argument("--codice-fiscale", required=True, help="dell'organizzazione")
        parser.add_argument("--denominazione", help="per creare l'organizzazione, se manca")
        parser.add_argument("--tipo", choices=TipoOrganizzazione.values, default=TipoOrganizzazione.PROVINCIA.value)

    def handle(self, *args: Any, **options: Any) -> None:
        ctx = Contesto.sistema("invita")
        try:
            validate_email(options["email"])
            with transaction.atomic():
                invito, segreto = inviti.invita(
                    ctx,
                    organizzazione=self.organizzazione(options),
                    email=options["email"],
                    ruolo=options["ruolo"],
                    amministratore=True,
                )
        except ValidationError as errore:
            raise CommandError(" ".join(errore.messages)) from errore
        except PermissionDenied as errore:
            raise CommandError(
                f"Il ruolo «{options['ruolo']}» non esiste in questo tipo di organizzazione."
            ) from errore
        except NonPossibile as errore:
            raise CommandError(str(errore)) from errore
        except IntegrityError as errore:
            messaggio = messaggio_del_vincolo(Invito, errore)
            if messaggio is None:
                raise
            raise CommandError(str(messaggio)) from errore
        self.stdout.write(f"{invito} ({invito.email}), fino al {localtime(invito.scade_il):%d/%m/%Y}:")
        self.stdout.write(inviti.collegamento(segreto))

    def organizzazione(self, options: dict[str, Any]) -> Organizzazione:
        codice = options["codice_fiscale"].strip().upper()
        trovata = Organizzazione.objects.filter(codice_fiscale=codice).first()
        if trovata:
            return trovata
        if not options["denominazione"]:
            raise CommandError("Nessuna organizzazione ha questo codice fiscale: per crearla serve --denominazione.")
        nuova = Organizzazione(codice_fiscale=codice, denominazione=options["denominazione"], tipo=options["tipo"])
        nuova.full_clean()
        nuova.save()
        return nuova
