"""Exemptions, suspensions and conventions as declared, and the employers' tables of the relation to Parliament."""

import pytest

from collocamento.azioni.consegne import importa
from collocamento.models import CalcoloProvincia, Consegna, Prospetto, TabellaCodici
from collocamento.rapporti.esoneri import agevolazioni
from collocamento.rapporti.parlamento import relazione
from socialabs.base.contesto import Contesto
from tests.collocamento.attesi import CORPUS, attesi
from tests.collocamento.scena_rapporti import FOGLIO, SP, datore, prospetto, tabella, totali, valori


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
PARAMETRI = {"anno": 2025, "provincia": SP}


def esonero(stato="E", lavoratori=2, fino_al="2027-12-31"):
    return {"esonero": {"stato": stato, "lavoratori": lavoratori, "fino_al": fino_al}}


def sospensione(causale="A", stato="E", lavoratori=10, fine="2026-06-30"):
    return {"sospensione": {"causale": causale, "stato": stato, "lavoratori": lavoratori, "fine": fine}}


def convenzione(tipo="1", stato="E", previsti=1, stipula="2024-05-20"):
    return {"convenzione": {"tipo": tipo, "stato": stato, "lavoratori_previsti": previsti, "data_stipula": stipula}}


def test_exemptions_are_told_by_what_they_are_worth_on_the_day():
    prospetto(datore("Concesso"), 2025, foglio=esonero())
    prospetto(datore("Richiesto"), 2025, foglio=esonero("F", 3))
    prospetto(datore("Scaduto"), 2025, foglio=esonero(fino_al="2025-12-30"))
    prospetto(datore("Nessuno"), 2025, foglio={"esonero": None, "esonero_60_per_mille": None})
    certificato = {"esonero_60_per_mille": {"lavoratori_esonerati": 4, "lavoratori_60_per_mille": 80}}
    prospetto(datore("Due"), 2025, foglio={**esonero(lavoratori=1), **certificato})
    esoneri = tabella(agevolazioni(SISTEMA, PARAMETRI), "esoneri")
    assert valori(esoneri, "voce", "datori", "posizioni") == [
        ("Parziale, concesso", 2, 3),
        ("Parziale, solo richiesto", 1, 3),
        ("Parziale, scaduto", 1, 2),
        ("Autocertificato 60 per mille", 1, 4),
    ]
    assert totali(esoneri, "datori", "fogli", "posizioni") == (4, 5, 12)


def test_who_is_over_the_ceiling_is_named_with_what_would_be_missing():
    prospetto(
        datore("Oltre"),
        2025,
        anomalie=[{"code": "exemption_over_ceiling", "declared": 5, "ceiling": 2}, {"code": "unknown_code"}],
        massimale={"national": {"shortfall_disabled": 3}},
    )
    prospetto(datore("Entro"), 2025, foglio=esonero())
    oltre = tabella(agevolazioni(SISTEMA, PARAMETRI), "oltre")
    colonne = ("nome", "dichiarate", "massimale", "eccesso", "mancano", "mancherebbero")
    assert valori(oltre, *colonne) == [("Oltre", 5, 2, 3, 0, 3)]


def test_a_suspended_post_has_one_cause():
    sospese = {"sospensione_in_corso": True, "quota_dovuta_ora": 1}
    prospetto(datore("CIGS"), 2025, foglio=sospensione(), cifre=sospese)
    prospetto(datore("Richiesta"), 2025, foglio=sospensione(stato="F"))
    prospetto(datore("Finita"), 2025, foglio=sospensione(fine="2025-10-31"))
    # The whole employer is suspended, and the sheet has a cause of its own besides: the posts count once.
    mobilita = {"sospensione_mobilita": {"in_corso": True, "fine": "2026-04-30"}}
    tutto = {**sospese, "quota_dovuta_ora": 0}
    prospetto(datore("Mobilità"), 2025, foglio=sospensione(), contenuto=mobilita, cifre=tutto)
    contenuto = agevolazioni(SISTEMA, PARAMETRI)
    cigs = "Cassa integrazione straordinaria o contratto di solidarietà (codice A, da verificare)"
    assert valori(tabella(contenuto, "posti_sospesi"), "voce", "datori", "posti") == [
        ("Mobilità (quadro 1, tutto il datore)", 1, 4),
        (cigs, 1, 3),
    ]
    dichiarate = tabella(contenuto, "sospensioni")
    assert valori(dichiarate, "voce", "datori", "lavoratori") == [
        (f"{cigs}, in corso", 2, 20),
        (f"{cigs}, solo richiesta", 1, 10),
        (f"{cigs}, terminata", 1, 10),
        ("Mobilità (quadro 1, tutto il datore), in corso", 1, None),
    ]
    assert totali(dichiarate, "datori") == (4,)


def test_a_collective_dismissal_written_in_another_sheet_is_told_apart():
    chi = prospetto(datore("Due province"), 2025, province=(SP, "010"))
    Prospetto.objects.filter(pk=chi.pk).update(
        contenuto={
            "fogli": [
                {"provincia": SP, **FOGLIO},
                {"provincia": "010", **FOGLIO, **sospensione("B")},
            ]
        }
    )
    CalcoloProvincia.objects.filter(prospetto=chi).update(sospensione_in_corso=True, quota_dovuta_ora=0)
    sospesi = tabella(agevolazioni(SISTEMA, {**PARAMETRI, "provincia": "tutte"}), "posti_sospesi")
    assert valori(sospesi, "voce", "posti") == [
        ("Mobilità o licenziamento collettivo (codice B)", 4),
        ("Per il foglio di un'altra provincia", 4),
    ]
    solo_sp = tabella(agevolazioni(SISTEMA, PARAMETRI), "posti_sospesi")
    assert valori(solo_sp, "voce", "posti") == [("Per il foglio di un'altra provincia", 4)]


def test_conventions_are_told_by_kind_and_state_and_an_unknown_code_stays_a_code():
    prospetto(datore("Firmata nell'anno"), 2025, foglio=convenzione(stipula="2025-03-01", previsti=2))
    prospetto(datore("Di prima"), 2025, foglio=convenzione())
    prospetto(datore("Richiesta"), 2025, foglio=convenzione(stato="F", stipula=None))
    prospetto(datore("Domani"), 2025, foglio=convenzione(stipula="2026-01-02"))
    prospetto(datore("Ignota"), 2025, foglio=convenzione("9"))
    art11 = "Convenzione dell'art. 11 (codice 1, da verificare)"
    assert valori(tabella(agevolazioni(SISTEMA, PARAMETRI), "convenzioni"), "voce", "convenzioni", "previsti") == [
        (f"{art11}, in corso", 2, 3),
        ("Codice 9, non in tabella, in corso", 1, 1),
        (f"{art11}, firmata dopo la data", 1, 1),
        (f"{art11}, solo richiesta", 1, 1),
    ]
    p13 = tabella(relazione(SISTEMA, PARAMETRI), "p13")
    colonne = ("firmate", "attive", "previsti", "datori")
    assert valori(p13, "voce", *colonne) == [(art11, 1, 2, 3, 2), ("Codice 9, non in tabella", 0, 1, 1, 1)]
    assert totali(p13, *colonne) == (1, 3, 4, 3)


def test_a_code_that_is_verified_is_no_longer_marked():
    TabellaCodici.objects.filter(tabella="tipo_convenzione", codice="1").update(da_verificare=False, fonte="Tabella")
    prospetto(datore("Art. 11"), 2025, foglio=convenzione())
    assert valori(tabella(relazione(SISTEMA, PARAMETRI), "p13"), "voce") == [("Convenzione dell'art. 11 (codice 1)",)]


def test_people_in_conventions_are_heads_full_and_part_time():
    in_convenzione = {
        "tempo_pieno": 1,
        "part_time": [{"lavoratori": 2, "minuti_contratto": 2400, "minuti_svolti": 1200}],
    }
    prospetto(datore("Conferente"), 2025, foglio={"non_dipendenti": {"convenzioni_12bis_14": in_convenzione}})
    prospetto(datore("Nessuno"), 2025, classe="B")
    persone = tabella(agevolazioni(SISTEMA, PARAMETRI), "in_convenzione")
    assert valori(persone, "voce", "datori", "persone") == [("A (oltre 50)", 1, 3)]


def test_coverage_by_band_tells_private_from_public_and_who_did_not_send():
    prospetto(datore("Privato"), 2025, cifre={"disabili_in_forza": 2, "esonerati": 1}, mancano=1)
    prospetto(datore("Economico"), 2025, tipologia="B", cifre={"quota_dovuta_ora": 3})
    prospetto(datore("Pubblico"), 2025, tipologia="C", cifre={"disabili_in_forza": 6})
    prospetto(datore("Assente"), 2024, classe="C", cifre={"quota_disabili": 1})
    prospetto(datore("Solo art. 18"), 2025, classe="", cifre={"quota_disabili": 0, "quota_art18": 1})
    p14 = tabella(relazione(SISTEMA, PARAMETRI), "p14")
    colonne = ("obbligati", "prospetti", "quota", "in_forza", "esonerate", "sospese", "mancano", "copertura")
    assert valori(p14, "voce", *colonne) == [
        ("C (da 15 a 35), privati", 1, 0, 0, 0, 0, 0, 0, None),
        ("A (oltre 50), privati", 2, 2, 8, 6, 1, 1, 1, 1.0),
        ("A (oltre 50), pubblici", 1, 1, 4, 6, 0, 0, 0, 1.5),
    ]
    assert totali(p14, *colonne) == (4, 3, 12, 12, 1, 1, 1, 1.2)
    assert {c.chiave for c in p14.colonne if c.persone} == {"in_forza"}


def test_nothing_declared_shows_no_empty_table():
    prospetto(datore("Nulla"), 2025)
    contenuto = agevolazioni(SISTEMA, PARAMETRI)
    assert not contenuto.tabelle
    assert contenuto.risposta.startswith("Nessun esonero")
    assert [t.chiave for t in relazione(SISTEMA, PARAMETRI).tabelle] == ["p14"]


def test_the_relation_says_what_it_lacks_and_what_is_not_verified():
    note = " ".join(relazione(SISTEMA, {"anno": None, "provincia": "tutte"}).note)
    assert "P1–P12 e P17–P20" in note
    assert "questionario esatto del Ministero non è verificato" in note


def test_the_corpus_agrees_with_its_expected_file_and_with_a_count_by_hand():
    with CORPUS.open("rb") as contenuto:
        importa(Consegna.objects.create(nome="corpus.zip"), contenuto, ctx=SISTEMA)
    totale = attesi()["totals_011"]
    p14 = tabella(relazione(SISTEMA, PARAMETRI), "p14")
    assert totali(p14, "prospetti", "quota", "in_forza", "esonerate", "mancano") == (
        totale["employers"] - totale["employers_art18_only"],
        totale["quota_disabled"],
        totale["disabled_in_force"],
        totale["exempt"],
        totale["shortfall_disabled"],
    )
    for colonna in ("obbligati", "prospetti", "quota", "in_forza", "esonerate", "sospese", "mancano"):
        assert sum(v for (v,) in valori(p14, colonna)) == totali(p14, colonna)[0]

    fogli = [
        foglio
        for contenuto in Prospetto.objects.validi(2025).values_list("contenuto", flat=True)
        for foglio in contenuto["fogli"]
        if foglio["provincia"] == SP
    ]
    concessi = [f["esonero"] for f in fogli if f["esonero"] and f["esonero"]["stato"] == "E"]
    certificati = [f["esonero_60_per_mille"] for f in fogli if f["esonero_60_per_mille"]]
    posizioni = sum(e["lavoratori"] for e in concessi) + sum(c["lavoratori_esonerati"] for c in certificati)
    contenuto = agevolazioni(SISTEMA, PARAMETRI)
    per_stato = dict(valori(tabella(contenuto, "esoneri"), "voce", "posizioni"))
    assert posizioni == totale["exempt"]
    assert per_stato["Parziale, concesso"] + per_stato["Autocertificato 60 per mille"] == totale["exempt"]
    convenzioni = [f["convenzione"] for f in fogli if f["convenzione"]]
    previsti = sum(c["lavoratori_previsti"] for c in convenzioni)
    assert totali(tabella(contenuto, "convenzioni"), "convenzioni", "previsti") == (len(convenzioni), previsti)
    sopra = [
        (azienda["codicefiscale"], anomalia["ceiling"])
        for azienda in attesi()["companies"]
        for anomalia in azienda["anomalies"]
        if anomalia["code"] == "exemption_over_ceiling" and SP in azienda["provinces"]
    ]
    oltre = tabella(contenuto, "oltre")
    trovati = [(r["codice"], r["massimale"]) for r in oltre.righe if r["codice_anomalia"] == "exemption_over_ceiling"]
    assert sorted(trovati) == sorted(sopra)
