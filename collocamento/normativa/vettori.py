"""Worked cases in a file: each is computed again and compared field by field with what it expects.

The format is JSON, `{"vectors": [{"id", "kind", "input", "expected", ...}]}`; `kind` chooses what is computed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from collocamento.normativa.calcolo import calcola
from collocamento.normativa.computabilita import computabilita
from collocamento.normativa.controlli import errori_di_forma
from collocamento.normativa.convenzioni import copertura_art14, massimale_12bis
from collocamento.normativa.enumerazioni import (
    Ambito,
    Categoria,
    Causa,
    Classe,
    Stato,
    Tipologia,
    Verso,
)
from collocamento.normativa.esoneri import massimale_60_per_mille, massimale_esonero
from collocamento.normativa.lavoratori import (
    Attivita,
    Contratto,
    Disabilita,
    Lavoratore,
    Modalita,
    Origine,
    TipoDisabilita,
)
from collocamento.normativa.sanzioni import Importo, contributo_esonerativo, sanzione_prospetto, sanzione_scopertura
from collocamento.normativa.scadenze import Situazione, deve_inviare, termine_richiesta
from collocamento.normativa.sospensioni import quota_dovuta, sospeso_tutto
from collocamento.normativa.tipi import (
    IMPOSTAZIONI,
    CategoriaEsclusa,
    Compensazione,
    DatiProvincia,
    Datore,
    Esonero,
    Esonero60PerMille,
    RigaOraria,
    Sospensione,
)


Dati = Mapping[str, Any]
Calcolo = Callable[[Dati], dict[str, Any]]

_TIPI_PART_TIME = {
    "disabili": "disabili_pt",
    "centralinisti": "centralinisti_pt",
    "massofisioterapisti": "massofisioterapisti_pt",
    "somministrati": "somministrati_pt",
    "conv12bis14": "conv_12bis_14_pt",
}
_NUMERI = {
    "n_total": "n_totale",
    "disabled_ft": "disabili_ft",
    "blind_operators_ft": "centralinisti_ft",
    "blind_physiotherapists_ft": "massofisioterapisti_ft",
    "agency_disabled_ft": "somministrati_ft",
    "conv12bis14_ft": "conv_12bis_14_ft",
    "telework_ft": "telelavoro_ft",
    "protected_art18": "art18",
    "protected_art18_on_2000_01_17": "art18_al_17_01_2000",
}
_CONTRATTI = {
    "permanent": Contratto.INDETERMINATO,
    "apprentice": Contratto.APPRENDISTATO,
    "dirigente": Contratto.DIRIGENTE,
    "fixed_term": Contratto.TERMINE,
    "socio_cooperativa_lavoro": Contratto.SOCIO_LAVORATORE,
    "agency_at_user": Contratto.SOMMINISTRATO_UTILIZZATORE,
    "agency_at_agency": Contratto.SOMMINISTRATO_AGENZIA,
    "homeworker": Contratto.DOMICILIO,
    "lsu_art7_dlgs81_2000": Contratto.LSU,
    "intermittent": Contratto.INTERMITTENTE,
}
_ATTIVITA = {
    None: Attivita.ORDINARIA,
    "professional_sport": Attivita.SPORT_PROFESSIONISTICO,
    "haulage_travelling": Attivita.AUTOTRASPORTO_VIAGGIANTE,
    "transport_travelling": Attivita.TRASPORTO_VIAGGIANTE,
    "building_site": Attivita.CANTIERE_EDILE,
    "cableway": Attivita.IMPIANTI_A_FUNE,
}
_MODALITA = {
    None: Modalita.SEDE,
    "lavoro_agile": Modalita.LAVORO_AGILE,
    "telework": Modalita.TELELAVORO_CONCILIAZIONE,
}
_ORIGINI = {
    "before_hire": Origine.PRIMA_DELL_ASSUNZIONE,
    "in_service_illness": Origine.MALATTIA_IN_SERVIZIO,
    "in_service_accident": Origine.INFORTUNIO_IN_SERVIZIO,
}


def leggi_vettori(percorso: Path) -> list[Dati]:
    """The cases of a file. Raises OSError or ValueError (with the line) when it cannot be read."""
    return json.loads(percorso.read_text("utf-8"))["vectors"]


def differenze(vettore: Dati) -> Iterator[str]:
    """The fields where the engine and the expectation of a case differ; an unknown kind differs too."""
    calcolo = _CALCOLI.get(vettore["kind"])
    if calcolo is None:
        yield f"kind: sconosciuto ({vettore['kind']})"
        return
    try:
        trovato = calcolo(vettore)
    except (LookupError, TypeError, ValueError) as errore:
        yield f"input: non calcolabile ({type(errore).__name__}: {errore})"
        return
    yield from _confronta("", vettore["expected"], trovato)


def _confronta(percorso: str, atteso: Any, trovato: Any) -> Iterator[str]:
    if isinstance(atteso, Mapping) and isinstance(trovato, Mapping):
        for chiave, valore in atteso.items():
            dove = f"{percorso}.{chiave}".lstrip(".")
            if chiave in trovato:
                yield from _confronta(dove, valore, trovato[chiave])
            else:
                yield f"{dove}: atteso {json.dumps(valore)}, non calcolato"
    elif atteso != trovato:
        yield f"{percorso}: atteso {json.dumps(atteso)}, calcolato {json.dumps(trovato, default=str)}"


def _righe(dati: Dati, campo: str) -> list[tuple[str, RigaOraria]]:
    return [
        (
            riga.get("kind", "disabili"),
            RigaOraria(riga["n"], riga["contract_min"], riga["worked_min"], riga.get("disability_pct")),
        )
        for riga in dati.get(campo, ())
    ]


def _compensazione(dati: Dati) -> Compensazione:
    return Compensazione(
        Verso(dati["class"]), Categoria(dati.get("category", "D")), dati["n"], cf_gruppo=dati.get("group_cf", "")
    )


def _foglio(codice: str, dati: Dati) -> DatiProvincia:
    campi: dict[str, Any] = {nostro: dati.get(loro, 0) for loro, nostro in _NUMERI.items()}
    for loro, nostro in (
        ("part_time", "part_time"),
        ("intermittent", "intermittenti"),
        ("telework_pt", "telelavoro_pt"),
    ):
        campi[nostro] = tuple(riga for _, riga in _righe(dati, loro))
    for tipo, riga in _righe(dati, "disabled_pt"):
        campi[_TIPI_PART_TIME[tipo]] = (*campi.get(_TIPI_PART_TIME[tipo], ()), riga)
    if concessi := dati.get("exempt_authorised"):
        campi["esoneri"] = (Esonero(Stato.CONCESSO, concessi),)
    if certificati := dati.get("exempt_60permille"):
        campi["esoneri_60_per_mille"] = (Esonero60PerMille(dati.get("workers_60permille", 0), certificati),)
    return DatiProvincia(
        codice=codice,
        categorie_escluse=tuple(CategoriaEsclusa(c["n"], Ambito(c["scope"])) for c in dati.get("excluded", ())),
        compensazioni=tuple(_compensazione(riga) for riga in dati.get("compensations", ())),
        **campi,
    )


def _data(vettore: Dati) -> date:
    return date.fromisoformat(vettore.get("reference_date") or vettore["input"].get("reference_date") or "2025-12-31")


def _quota(vettore: Dati) -> dict[str, Any]:
    datore = Datore(Tipologia(vettore["employer"]["type"]), vettore["employer"]["sede_legale"])
    fogli = [_foglio(codice, dati) for codice, dati in vettore["input"]["provinces"].items()]
    return calcola(datore, fogli, data=_data(vettore)).figure()


def _massimale_esonero(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    massimo = massimale_esonero(
        Classe(dati["class"]),
        dati["quota_disabled"],
        percento=dati["percent"],
        gia_autocertificati=dati.get("self_certified", 0),
    )
    return {"max_exempt": massimo}


def _massimale_60(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    nomi = ("quota", "net_base", "net_quota", "max_exempt")
    return dict(zip(nomi, massimale_60_per_mille(dati["base_art3"], dati["workers_60permille"]), strict=True))


def _massimale_12bis(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    classe, quota = Classe(dati["class"]), dati["quota_disabled"]
    return {
        "until_2025_12_30": massimale_12bis(classe, quota, date(2025, 12, 30)),
        "from_2025_12_31": massimale_12bis(classe, quota, date(2025, 12, 31)),
    }


def _copertura_art14(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    coperti = copertura_art14(
        Classe(dati["class"]),
        dati["quota_disabled"],
        dati["orders_eur"],
        dati["coefficient_eur"],
        dati["local_cap_percent"],
    )
    return {"positions_covered": coperti}


def _sospensione(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    quota, in_forza = dati["province_quota_disabled"], dati["disabled_in_force"]
    sospensione = Sospensione(
        Stato.CONCESSO, Causa(dati["cause"]), dati.get("suspended_workers"), dati.get("suspended_percent")
    )
    foglio = DatiProvincia("TO", n_totale=dati.get("base", 0), sospensioni=(sospensione,))
    quando = _data(vettore)
    tutto = sospeso_tutto(Datore(Tipologia.PRIVATO, "TO"), [foglio], quando)
    dovuta, _ = quota_dovuta(
        foglio, quota, dati.get("base", 0), tutto_sospeso=tutto, data=quando, impostazioni=IMPOSTAZIONI
    )
    return {
        "quota_due_now": dovuta,
        "shortfall_due_now": max(0, dovuta - in_forza),
        "scope": "national" if tutto else "province",
    }


def _ritardo(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    return _euro("fine_eur", sanzione_prospetto(_giorno(dati["due"]), _giorno(dati["sent"])))


def _scopertura(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    return _euro("fine_eur", sanzione_scopertura(dati["positions"], dati["working_days"], _periodo(dati["period"])))


def _contributo(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    importo = contributo_esonerativo(dati["positions"], dati["working_days"], _periodo(dati["period"]))
    return _euro("contribution_eur", importo)


def _euro(campo: str, importo: Importo) -> dict[str, Any]:
    return {campo: f"{importo.euro:.2f}"}


def _giorno(testo: str) -> date:
    return date.fromisoformat(testo)


def _periodo(testo: str) -> date:
    """First day of a year ("2026") or of a month ("2026-06")."""
    anno, _, mese = testo.partition("-")
    return date(int(anno), int(mese or 1), 1)


def _termine(vettore: Dati) -> dict[str, Any]:
    termine = termine_richiesta(_giorno(vettore["input"]["duty_arises"]))
    return {
        "request_by": termine.entro.isoformat(),
        "first_fined_calendar_day": termine.primo_giorno.isoformat(),
        "first_fined_working_day": termine.primo_giorno_lavorativo.isoformat(),
    }


def _invio(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    prima, ora = (
        Situazione(dati[chiave]["disabled"], dati[chiave]["art18"], dati[chiave]["base_art3"])
        for chiave in ("previous_quota", "current_quota")
    )
    return {"must_send": deve_inviare(prima, ora, disabili_cambiati=dati["disabled_in_force_changed"])}


def _lavoratore(dati: Dati) -> Lavoratore:
    disabilita = dati.get("disability")
    return Lavoratore(
        contratto=_CONTRATTI[dati["contract"]],
        inizio=_giorno(dati["start"]) if "start" in dati else None,
        fine=_giorno(dati["end"]) if "end" in dati else None,
        attivita=_ATTIVITA[dati.get("activity")],
        modalita=_MODALITA[dati.get("remote")],
        disabilita=_disabilita(disabilita) if disabilita else None,
        art18=dati.get("art18", False),
        assunto_per_lavoro_all_estero=dati.get("posted_abroad") == "hired_for_work_abroad",
    )


def _disabilita(dati: Dati) -> Disabilita:
    intellettiva = dati.get("kind") == "intellectual_psychic"
    return Disabilita(
        percentuale=dati.get("percent"),
        tipo=TipoDisabilita.INTELLETTIVA_PSICHICA if intellettiva else TipoDisabilita.FISICA,
        grado_inail=dati.get("inail_degree"),
        origine=_ORIGINI[dati["origin"]],
        assunto_dagli_elenchi=dati.get("hired_from_lists", False),
        colpa_del_datore=dati.get("employer_fault", False),
    )


def _computo(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    computo = computabilita(
        _lavoratore(dati["worker"]),
        data=_data(vettore),
        teste=dati.get("heads", 0),
        art18_gia_fuori=dati.get("art18_workers_before", 0),
    )
    return {
        "counts_base_art3": computo.base_art3,
        "counts_base_art18": computo.base_art18,
        "covers_disabled_quota": computo.copre_disabili,
    }


def _validazione(vettore: Dati) -> dict[str, Any]:
    dati = vettore["input"]
    righe: dict[str, list[Compensazione]] = {}
    for riga in dati.get("compensations", ()):
        righe.setdefault(riga["province"], []).append(_compensazione(riga))
    if "from" in dati:
        uno, altro = dati["from"], dati["to"]
        righe[uno] = [Compensazione(Verso.ECCEDENZA, Categoria.DISABILI, 1, altra_provincia=altro)]
        righe[altro] = [Compensazione(Verso.RIDUZIONE, Categoria.DISABILI, 1, altra_provincia=uno)]
    codici = list(righe) or dati.get("provinces", ["TO"])
    certificati = dati.get("exempt_60permille", 0)
    fogli = [
        DatiProvincia(
            codice,
            compensazioni=tuple(righe.get(codice, ())),
            esoneri_60_per_mille=(Esonero60PerMille(certificati, certificati),) if certificati else (),
        )
        for codice in codici
    ]
    datore = Datore(Tipologia(dati.get("employer_type", "A")), dati.get("sede_legale", codici[0]))
    return {"error": any(True for _ in errori_di_forma(datore, fogli))}


_CALCOLI: Mapping[str, Calcolo] = {
    "quota": _quota,
    "exemption_cap": _massimale_esonero,
    "exemption_60permille_cap": _massimale_60,
    "convention_12bis_cap": _massimale_12bis,
    "convention_art14_cover": _copertura_art14,
    "suspension": _sospensione,
    "late_prospetto": _ritardo,
    "unfilled_quota": _scopertura,
    "exemption_contribution": _contributo,
    "deadline": _termine,
    "prospetto_needed": _invio,
    "computability": _computo,
    "validation": _validazione,
}
