"""Our own table of damages, each with the sentence it must give; and no sentence repeats personal data."""

import pytest
from lxml import etree

from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from tests.unipi import mutazioni
from tests.unipi.completo import completo


CASI = [
    (
        "<nlavoratorinazionali>481<",
        "<nlavoratorinazionali>48,5<",
        "Quadro 1, dati del prospetto, il valore di «Lavoratori in Italia» (nlavoratorinazionali) "
        "non è valido («48,5»): deve essere un numero intero da 1 a 6 cifre.",
    ),
    (
        "<categoriaazienda>A<",
        "<categoriaazienda>Z<",
        "Quadro 1, dati del prospetto, il valore di «Categoria azienda» (categoriaazienda) non è valido («Z»): "
        "deve essere uno dei valori: A (oltre 50 dipendenti), B (da 36 a 50), C (da 15 a 35).",
    ),
    (
        "<orariosettimanaleparttime>24:00<",
        "<orariosettimanaleparttime>8:00<",
        "Quadro 2, provincia 010, personale dipendente, disabili in forza, lavoratori a tempo parziale n. 1, "
        "il valore di «Orario settimanale svolto» (orariosettimanaleparttime) non è valido («8:00»): "
        "deve essere un orario nella forma hh:mm (per esempio 08:00).",
    ),
    (
        "<datanascita>1992-04-09<",
        "<datanascita>09/04/1992<",
        "Quadro 2, provincia 010, lavoratore computabile n. 2, lavoratore, "
        "il valore di «Data di nascita» (datanascita) non è valido: deve essere una data nella forma aaaa-mm-gg.",
    ),
    (
        "<capsedelegale>19121</capsedelegale>",
        "",
        "Quadro 1, dati aziendali, sede legale, «Indirizzo della sede legale» (indirizzosedelegale) "
        "non è previsto in questo punto: qui deve esserci «CAP della sede legale» (capsedelegale).",
    ),
    (
        "<PECemail>pec.sistemisottomolaracsas@example.org</PECemail>",
        "",
        "Quadro 1, dati aziendali, in «Sede legale» (sedelegale) manca «PEC» (PECemail).",
    ),
    (
        "<capogruppo>N</capogruppo>",
        "<capogruppo>N</capogruppo><colore>blu</colore>",
        "Quadro 1, dati del prospetto, «colore» non è previsto in questo punto: qui deve esserci "
        "«Codice fiscale della capogruppo» (cfcapogruppo) o «Capogruppo estera» (capogruppoestera) o "
        "«Lavoratori in Italia» (nlavoratorinazionali).",
    ),
    ("<capogruppo>N<", "<capogruppo a='1'>N<", "Quadro 1, dati del prospetto, l'attributo «a» non è previsto."),
    (
        "<quadro1><datiprospetto>",
        "<quadro1>ciao<datiprospetto>",
        "«Quadro 1» (quadro1) contiene del testo dove sono ammessi solo elementi.",
    ),
    (
        "<settore>62.01.00<",
        "<settore><x/><",
        "Quadro 1, dati aziendali, dichiarante, «Settore (ATECO)» (settore) contiene altri elementi, "
        "dove è ammesso solo un valore.",
    ),
    (
        "PIDISABILI001600",
        "PIDISABILI001500",
        "«Versione del formato» (attributo versione) non è ammessa: "
        "il portale legge solo la versione PIDISABILI001600.",
    ),
    (' protocollo="00043206"', "", "Manca «Protocollo» (attributo protocollo)."),
    (' protocollo="00043206"', ' protocollo="00043206" x="1"', "L'attributo «x» non è previsto."),
    (
        ' protocollo="00043206"',
        ' protocollo="43206"',
        "Il valore di «Protocollo» (attributo protocollo) non è valido («43206»): "
        "deve essere un protocollo di 8 caratteri.",
    ),
    (
        "gov.it/UNIPI",
        "gov.it/ALTRO",
        "L'elemento «prospetto» non è nello spazio dei nomi di UniPi (http://servizi.lavoro.gov.it/UNIPI).",
    ),
]


@pytest.mark.parametrize(("vecchio", "nuovo", "frase"), CASI)
def test_the_sentence_names_field_place_and_what_is_expected(modello, vecchio, nuovo, frase):
    testo = modello.decode()
    assert vecchio in testo
    with pytest.raises(Rifiuto) as preso:
        leggi(testo.replace(vecchio, nuovo, 1).encode())
    assert preso.value.motivo == Motivo.NON_VALIDO
    assert preso.value.messaggio == frase
    riga = testo[: testo.index(vecchio)].count("\n") + 1
    assert preso.value.riga == riga
    assert str(preso.value) == f"Riga {riga}: {frase}"


def test_another_kind_of_document_is_called_by_its_name():
    with pytest.raises(Rifiuto) as preso:
        leggi(b"<fattura/>")
    assert preso.value.messaggio == (
        "Il file comincia con l'elemento «fattura», non con «prospetto»: non è un prospetto UniPi."
    )


PERSONALI = {
    *("codicefiscale", "cognome", "nome", "sesso", "datanascita", "comunenascita", "percentualedisabilita"),
    *("indirizzo", "telefono", "fax", "email", "PECemail", "denominazione", "indirizzosedelegale", "note"),
    *("mansione", "capacitacontroindicazioni", "cfcapogruppo", "codicefiscaleaziendagruppo"),
    *("datainizio", "datafine", "qualifica", "tipoassunzione"),
}


@pytest.mark.parametrize("valore", ["RSSMRA80A01E46", "7", "Rossi Ann", "x" * 3000, "12/3/80"])
def test_personal_values_are_never_repeated(valore):
    radice = etree.fromstring(completo(ripetizioni=1))
    rifiutati = 0
    for nodo in radice.iter():
        if etree.QName(nodo).localname not in PERSONALI or len(nodo):
            continue
        buono, nodo.text = nodo.text, valore
        try:
            leggi(mutazioni.scrivi(radice))
        except Rifiuto as rifiuto:
            assert f"«{valore}»" not in rifiuto.messaggio
            assert len(valore) < 3 or valore not in rifiuto.messaggio
            rifiutati += 1
        nodo.text = buono
    assert rifiutati > 5


@pytest.mark.parametrize("nome", ["delegato", "e-mailDelegato"])
def test_personal_attributes_are_never_repeated(modello, nome):
    radice = etree.fromstring(modello)
    radice.set(nome, "Rossi Ann")
    with pytest.raises(Rifiuto) as preso:
        leggi(mutazioni.scrivi(radice))
    assert "Rossi" not in preso.value.messaggio


def test_a_name_in_a_coded_field_is_not_repeated(modello):
    with pytest.raises(Rifiuto) as preso:
        leggi(modello.replace(b">481<", b">Ricci Alba<"))
    assert "Ricci" not in preso.value.messaggio


def test_every_structural_damage_is_either_harmless_or_told_in_italian(modello):
    """No damage brings the reading down, and no sentence leaks the library's English."""
    rifiutati = 0
    for nome, radice in mutazioni.strutturali(modello):
        try:
            leggi(mutazioni.scrivi(radice))
        except Rifiuto as rifiuto:
            rifiutati += 1
            assert rifiuto.motivo == Motivo.NON_VALIDO, nome
            assert rifiuto.riga, nome
            assert rifiuto.messaggio.endswith("."), nome
            assert "lement '" not in rifiuto.messaggio and "xpected" not in rifiuto.messaggio, nome
    assert rifiutati > 500
