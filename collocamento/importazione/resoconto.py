"""What an import decided and the figures it led to, in the exchange format of the demo's expected results."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from collocamento.enums import EsitoFile, StatoProspetto, TipoComunicazione
from collocamento.models import Calcolo, CalcoloProvincia, Campagna, Consegna, FileConsegnato, Prospetto
from collocamento.normativa.risultato import NOMI_NAZIONALI, NOMI_PROVINCIALI
from collocamento.unipi.conversioni import ROMA
from collocamento.unipi.decisioni import Perche, Stato
from socialabs.anagrafica.models import EnteTitolare


STATI = {
    EsitoFile.ACCOLTO: Stato.ACCETTATO,
    EsitoFile.DUPLICATO: Stato.DUPLICATO,
    EsitoFile.SUPERATO: Stato.SUPERATO,
    EsitoFile.ANNULLATO: Stato.ANNULLATO,
    EsitoFile.RIFIUTATO: Stato.RIFIUTATO,
}
PERCHE = {"rettifica": Perche.RETTIFICA, "doppio_invio": Perche.DOPPIO_INVIO}
_SOMME = (
    "lavoratori",
    "base_art3",
    "base_art18",
    "quota_disabili",
    "quota_art18",
    "disabili_in_forza",
    "art18_in_forza",
    "esonerati",
    "scopertura_disabili",
    "scopertura_art18",
)


def resoconto(consegna: Consegna) -> dict[str, Any]:
    """The whole report of one delivery: its files, the employers it concerns as they stand now, the province's totals.

    The totals are of the latest year in the delivery, over every valid return here, whoever delivered it.
    """
    files = list(consegna.files.select_related("prospetto__datore__organizzazione").order_by("nome"))
    anno = max((file.prospetto.anno for file in files if file.prospetto), default=None)
    provincia = provincia_di_competenza(anno)
    datori = {file.prospetto.datore_id for file in files if file.prospetto}
    anni = {file.prospetto.anno for file in files if file.prospetto}
    validi = Prospetto.objects.validi().filter(datore__in=datori, anno__in=anni)
    senza = {
        file.prospetto.datore.organizzazione.codice_fiscale
        for file in files
        if file.prospetto and file.prospetto.stato in (StatoProspetto.ANNULLATO, StatoProspetto.RICEVUTO)
    }
    aziende = list(_aziende(validi, _nomi(files)))
    campagna = Campagna.objects.filter(anno=anno).first()
    return {
        "reference_date": f"{anno}-12-31" if anno else None,
        "due_date": campagna.scadenza.isoformat() if campagna else None,
        "province": provincia,
        "counts": {STATI[esito]: consegna.conteggi.get(esito, 0) for esito in EsitoFile} | {"files": len(files)},
        "files": [_file(file) for file in files],
        "companies": aziende,
        "companies_without_valid_prospetto": sorted(senza - {azienda["codicefiscale"] for azienda in aziende}),
        f"totals_{provincia}": totali(anno, provincia) if anno else {},
    }


def provincia_di_competenza(anno: int | None) -> str:
    """The province of the body, or the one with most sheets where no body is configured yet."""
    ente = EnteTitolare.objects.al()
    if ente:
        return ente.provincia_id
    conteggio = Counter(CalcoloProvincia.objects.filter(prospetto__anno=anno).values_list("provincia", flat=True))
    return conteggio.most_common(1)[0][0] if conteggio else ""


def _nomi(files: Iterable[FileConsegnato]) -> dict[Any, str]:
    """The name that each document has in this delivery."""
    return {file.prospetto_id: file.nome for file in files if file.prospetto and file.esito != EsitoFile.DUPLICATO}


def _file(file: FileConsegnato) -> dict[str, Any]:
    stato = STATI[EsitoFile(file.esito)]
    voce: dict[str, Any] = {"file": file.nome, "status": stato}
    if file.esito == EsitoFile.RIFIUTATO:
        return voce | {"reason": file.motivo, "line": file.riga, "detail": file.messaggio}
    prospetto = file.prospetto
    voce["codicefiscale"] = prospetto.datore.organizzazione.codice_fiscale
    if file.altro_nome:
        voce[stato] = file.altro_nome
    if file.esito == EsitoFile.DUPLICATO:
        return voce
    voce |= {
        "codicecomunicazione": prospetto.codice_comunicazione,
        "tipocomunicazione": prospetto.tipo,
        "dataInvio": _istante(prospetto.data_invio),
    }
    if prospetto.codice_precedente:
        voce["codicecomunicazioneprecedente"] = prospetto.codice_precedente
    if file.motivo:
        voce["why"] = PERCHE[file.motivo]
    if prospetto.avviso:
        voce["warning"] = prospetto.avviso
    if prospetto.tipo == TipoComunicazione.ANNULLAMENTO and not prospetto.avviso:
        voce["effect"] = "annuls"
    return voce


def _aziende(validi: Any, nomi: dict[Any, str]) -> Iterable[dict[str, Any]]:
    prospetti = validi.select_related("calcolo", "datore__organizzazione").prefetch_related("province")
    anni = set(validi.order_by().values_list("anno", flat=True))
    for prospetto in prospetti.order_by("datore__organizzazione__codice_fiscale", "anno"):
        province = list(prospetto.province.all())
        azienda = {
            "codicefiscale": prospetto.datore.organizzazione.codice_fiscale,
            "denominazione": prospetto.denominazione,
            "tipologiadichiarante": prospetto.tipologia,
            "seat_province": prospetto.provincia_sede,
            "final_file": nomi.get(prospetto.pk, prospetto.nome_file),
            "first_sent": _istante(prospetto.primo_invio),
            "prospetto_due": prospetto.calcolo.prospetto_dovuto,
            "late": prospetto.in_ritardo,
            "days_late": prospetto.giorni_ritardo,
            "national": _cifre(prospetto.calcolo, NOMI_NAZIONALI),
            "provinces": {riga.provincia: _cifre(riga, NOMI_PROVINCIALI) for riga in province},
            "suspension_in_progress": {riga.provincia: riga.sospensione_in_corso for riga in province},
            "differences": [differenza["campo"] for differenza in prospetto.differenze],
            "anomalies": prospetto.anomalie,
        }
        if prospetto.calcolo.con_esonero_al_massimale:
            azienda["figures_if_exemption_capped"] = prospetto.calcolo.con_esonero_al_massimale
        if len(anni) > 1:
            azienda["year"] = prospetto.anno
        yield azienda


def _cifre(riga: Calcolo | CalcoloProvincia, nomi: dict[str, str]) -> dict[str, Any]:
    cifre = {nome: getattr(riga, campo) for campo, nome in nomi.items()}
    if "class" in cifre:
        cifre["class"] = cifre["class"] or None
    return cifre


def _istante(istante: Any) -> str:
    return istante.astimezone(ROMA).replace(tzinfo=None).isoformat()


def totali(anno: int, provincia: str) -> dict[str, Any]:
    """Totals of the obliged employers with a sheet for `provincia`: the figures are those of that sheet alone."""
    fogli = CalcoloProvincia.objects.validi(anno, provincia)
    dovuti = [foglio for foglio in fogli if foglio.prospetto.calcolo.prospetto_dovuto]
    non_dovuti = [foglio for foglio in fogli if not foglio.prospetto.calcolo.prospetto_dovuto]
    ritardatari = [foglio.prospetto.datore.organizzazione.codice_fiscale for foglio in dovuti if _tardi(foglio)]
    con_sede = [foglio for foglio in dovuti if foglio.prospetto.provincia_sede == provincia]
    return _somme(dovuti) | {
        "of_which_seat_in_" + provincia: _somme(con_sede),
        "not_due": {
            "employers": len(non_dovuti),
            "disabled_in_force": sum(foglio.disabili_in_forza for foglio in non_dovuti),
        },
        "late_senders_list": sorted(ritardatari),
    }


def _somme(fogli: list[CalcoloProvincia]) -> dict[str, Any]:
    classi = Counter(foglio.prospetto.calcolo.classe for foglio in fogli)
    somme = {NOMI_PROVINCIALI[campo]: sum(getattr(foglio, campo) for foglio in fogli) for campo in _SOMME}
    return {
        "employers": len(fogli),
        "employers_by_class": {classe: classi[classe] for classe in "ABC" if classi[classe]},
        "employers_art18_only": classi[""],
        **somme,
        "employers_with_shortfall_disabled": sum(foglio.scopertura_disabili > 0 for foglio in fogli),
        "employers_with_shortfall_art18": sum(foglio.scopertura_art18 > 0 for foglio in fogli),
        "late_senders": sum(_tardi(foglio) for foglio in fogli),
    }


def _tardi(foglio: CalcoloProvincia) -> bool:
    return foglio.prospetto.in_ritardo
