"""Who is, or is to be, convened to a meeting: rows for the secretariat's page, and the figures above them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tavolo.enums import Risposta, StatoSeduta
from tavolo.models import Convocazione, Seduta, Seggio


@dataclass(frozen=True, slots=True)
class Convocati:
    righe: list[Convocazione]
    previsti: bool

    @classmethod
    def di(cls, seduta: Seduta) -> "Convocati":
        """The convocations of a meeting; before there are any, those that there will be (not saved). Few queries."""
        righe = list(
            seduta.convocazioni.select_related(
                "partecipante__utente", "seggio__ente__organizzazione", "delegato_a__ente__organizzazione", "prova"
            )
        )
        if seduta.stato != StatoSeduta.PIANIFICATA:
            return cls(righe, previsti=False)
        gia = {(riga.seggio_id, riga.partecipante_id) for riga in righe}
        previste = [
            Convocazione(seduta=seduta, seggio=seggio, partecipante=mandato.partecipante, ruolo=mandato.ruolo)
            for seggio in Seggio.objects.composizione(seduta.gruppo_id, seduta.giorno)
            for mandato in seggio.mandati_del_giorno
            if (seggio.pk, mandato.partecipante_id) not in gia
        ]
        return cls([*previste, *righe], previsti=True)

    @property
    def senza_indirizzo(self) -> list[Convocazione]:
        return [riga for riga in self.righe if not riga.partecipante.indirizzo]

    @property
    def cifre(self) -> list[dict[str, str]]:
        """How many were convened, received the letter, answered, and will come."""
        verranno = {Risposta.PRESENTE, Risposta.REMOTO}
        mancano = sum(1 for riga in self.righe if riga.inviata_il and not riga.risposta)
        cifre = [
            (_("Convocati"), len(self.righe), ""),
            (_("Hanno ricevuto"), sum(1 for riga in self.righe if riga.ricevuta_il), ""),
            (_("Saranno presenti"), sum(1 for riga in self.righe if riga.risposta in verranno), "success"),
            (_("Non hanno risposto"), mancano, "warning" if mancano else ""),
        ]
        return [{"etichetta": nome, "valore": str(valore), "tipo": tipo} for nome, valore, tipo in cifre]
