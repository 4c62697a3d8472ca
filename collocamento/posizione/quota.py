"""The page "my quota": the answer, each figure with its steps, what covers it, what it may cost, what changes it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collocamento import scheda
from collocamento.models import Campagna, Datore, Prospetto
from collocamento.normativa import IMPOSTAZIONI, Calendario, CifreNazionali, CifreProvincia, Passo, Tipologia, letture
from collocamento.normativa.soglie import Soglie, soglie_art3, soglie_art18
from collocamento.posizione import coperture, frasi
from collocamento.posizione.calcolo import Posizione, posizione
from collocamento.posizione.compensabili import compensabili
from collocamento.posizione.enums import COLORI, CON_POSTI
from collocamento.posizione.esposizione import Stima, contributo_annuo, sanzione_invio, sanzione_posti, somma
from collocamento.posizione.indirizzi import indirizzo
from collocamento.posizione.situazione import episodi_al, esiti
from collocamento.posizione.stati import Esito
from socialabs.anagrafica.calendario import calendario_di
from socialabs.anagrafica.models import Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import euro
from socialabs.promemoria.models import Scadenza
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


ART3 = (
    "lavoratori",
    "classe",
    "base_art3",
    "quota_disabili",
    "disabili_in_forza",
    "esonerati",
    "eccedenza_art18_usata",
    "saldo_disabili",
    "compensazione_disabili",
    "scopertura_disabili",
    "quota_dovuta_ora",
    "scopertura_dovuta_ora",
)
ART18 = (
    "base_art18",
    "quota_art18",
    "art18_in_forza",
    "compensazione_art18",
    "scopertura_art18",
    "scopertura_art18_dovuta_ora",
)
# Where a company without any known staff begins, as soon as the portal has that room.
ORGANICO = "organico:inizia"

Cifre = CifreNazionali | CifreProvincia


def quota(ctx: Contesto, datore: Datore, giorno: date) -> dict[str, Any]:
    """What the page shows on `giorno`; only how to begin where nothing tells the employer's staff."""
    nota = posizione(datore.pk, giorno)
    if nota is None:
        return {"nota": None, "inizia": indirizzo(ORGANICO, datore.pk)}
    stati = esiti(nota)
    province = _province(nota)
    insieme = frasi.sintesi(stati.values())
    return {
        "nota": nota,
        "sintesi": insieme,
        "manca": insieme.stato in CON_POSTI,
        "frase": frasi.frase(insieme, nota.risultato.nazionale, giorno, parte=ctx.ha_ruolo(Ruolo.REFERENTE_AZIENDA)),
        "art3": _figure(nota.risultato.nazionale, ART3, province),
        "art18": _figure(nota.risultato.nazionale, ART18, province),
        "fogli": list(_fogli(ctx, nota, stati, province)),
        **compensabili(ctx, datore, nota, province),
        "atti": coperture.dagli_atti(ctx, nota.apporti, province),
        "dichiarati": coperture.dal_prospetto(nota, province),
        "scadenze": Scadenza.objects.visible_to(ctx).da_fare().filter(oggetto_id=datore.pk),
        "esposizione": list(_esposizione(ctx, datore, nota, stati)),
        "soglie": list(_soglie(nota.risultato.nazionale)),
        "letture": letture(IMPOSTAZIONI, scheda.lingua()).values(),
    }


def _province(nota: Posizione) -> Mapping[str, str]:
    citate = {riga.altra_provincia for foglio in nota.ingressi.fogli for riga in foglio.compensazioni}
    codici = {*nota.risultato.province, *citate}
    return dict(Provincia.objects.filter(codice__in=codici).values_list("codice", "nome"))


def _figure(cifre: Cifre, nomi: Iterable[str], province: Mapping[str, str]) -> list[dict[str, Any]]:
    """The figures of one category with their steps; those that say nothing where they are zero are left out."""
    return [
        {
            "etichetta": scheda.ETICHETTE[nome],
            "valore": valore if valore is not None else _("nessuna"),
            "passi": _passi(cifre.passi.get(nome, ()), province),
        }
        for nome in nomi
        if hasattr(cifre, nome) and ((valore := getattr(cifre, nome)) or nome not in scheda.SE_DIVERSE_DA_ZERO)
    ]


def _passi(passi: Iterable[Passo], province: Mapping[str, str]) -> list[dict[str, Any]]:
    return scheda.passi_resi([passo.as_dict() for passo in passi], province)


def _fogli(
    ctx: Contesto, nota: Posizione, stati: Mapping[str, Esito], province: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    episodi = episodi_al(nota.datore, oggi()) if ctx.ruolo in RUOLI_UFFICIO else {}
    for codice, cifre in nota.risultato.province.items():
        esito = stati[codice]
        yield {
            "nome": province.get(codice, codice),
            "cifre": cifre,
            "esito": esito,
            "colore": COLORI.get(esito.stato, ""),
            "scaduto": esito.entro and esito.entro < nota.giorno,
            "episodio": episodi.get(codice),
            "art3": _figure(cifre, ART3, province),
            "art18": _figure(cifre, ART18, province),
        }


# --- what it may cost ---------------------------------------------------------------------------------------------
def _esposizione(
    ctx: Contesto, datore: Datore, nota: Posizione, stati: Mapping[str, Esito]
) -> Iterable[dict[str, Any]]:
    """The sums in euro, as estimates, without those that are nothing."""
    comune = datore.organizzazione.comune
    calendario = calendario_di(comune) if comune else Calendario()
    posti = somma(
        sanzione_posti(zip(esito.nascite, esito.chieste, strict=True), nota.giorno, calendario)
        for esito in stati.values()
    )
    voci = [(_("Posti non coperti né richiesti dopo 60 giorni (art. 15 c. 4)"), posti)]
    if invio := _invio_tardivo(ctx, datore, nota.giorno):
        voci.append(invio)
    contributo = contributo_annuo(nota.risultato.nazionale.esonerati, nota.giorno.year, calendario)
    titolo = _("Contributo per le posizioni esonerate in tutto il %(anno)s (art. 5)") % {"anno": nota.giorno.year}
    for etichetta, stima in (*voci, (titolo, contributo)):
        if stima.importante:
            yield {
                "etichetta": etichetta,
                "valore": _("importo non verificato")
                if stima.euro is None
                else _("%(euro)s, stima") % {"euro": euro(stima.euro)},
                "stima": stima,
                "passi": _passi(stima.passi, {}),
            }


def _invio_tardivo(ctx: Contesto, datore: Datore, giorno: date) -> tuple[str, Stima] | None:
    """The fine for the latest return known on `giorno`, if it was late."""
    validi = Prospetto.objects.visible_to(ctx).validi().filter(datore=datore, primo_invio__date__lte=giorno)
    ultimo = validi.order_by("-anno").only("anno", "in_ritardo", "primo_invio", "tipologia").first()
    campagna = Campagna.objects.filter(anno=ultimo.anno).first() if ultimo and ultimo.in_ritardo else None
    if campagna is None:
        return None
    titolo = _("Prospetto del %(anno)s inviato dopo la scadenza (art. 15 c. 1)") % {"anno": ultimo.anno}
    return titolo, sanzione_invio(campagna.scadenza, localdate(ultimo.primo_invio), Tipologia(ultimo.tipologia))


# --- what changes it next -----------------------------------------------------------------------------------------
def _soglie(cifre: CifreNazionali) -> Iterable[str]:
    """The next cliff and the one below, of both quotas."""
    for soglie, art18 in ((soglie_art3(cifre.base_art3), False), (soglie_art18(cifre.base_art18), True)):
        yield from _in_parole(soglie, art18)


def _in_parole(soglie: Soglie, art18: bool) -> Iterable[str]:
    for soglia, salendo in ((soglie.sopra, True), (soglie.sotto, False)):
        if soglia:
            yield frasi.cambio(soglia.da, soglia.a, soglia.base, salendo=salendo, art18=art18)
