"""Everything to look at before sending: what stops it, what is worth knowing, each with its rule and its field."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from collocamento.anomalie import in_parole
from collocamento.dichiarazioni import totali
from collocamento.dichiarazioni.calcolo import Conto
from collocamento.dichiarazioni.enums import RIPETUTE
from collocamento.dichiarazioni.parti import Bozza, Foglio, Parte
from collocamento.dichiarazioni.struttura import NON_SCRITTI, STRUTTURE
from collocamento.dichiarazioni.testi import difetti
from collocamento.enums import CategoriaSoggetto
from collocamento.normativa import Segnalazione
from collocamento.normativa.enumerazioni import Categoria, Gravita
from collocamento.unipi import documento as unipi
from collocamento.unipi.testi import da_testi, vuoto
from socialabs.anagrafica.codici import codice_fiscale_valido


FORMATO = "UniPi PIDISABILI001600"
# The engine's anomalies that stop the sending, and the source of each that is not the form itself.
BLOCCANTI = frozenset(
    {
        "compensation_unbalanced",
        "compensation_both_directions",
        "compensation_outside_region",
        "compensation_with_exemption",
        "exemption_public_employer",
        "exemption_60permille_public_employer",
        "art18_before_2000_over_total",
        "duplicate_province",
        "seat_sheet_missing",
    }
)
FONTI = {
    "compensation": "art. 5 c. 8, 8-bis, 8-ter",
    "provincial_sum_differs": "art. 5 c. 8",
    "exemption_60permille": "art. 5 c. 3-bis",
    "exemption": "art. 5 c. 3",
    "art18": "art. 18",
    "part_time": "D.Lgs. 81/2015 art. 9",
    "prospetto_not_due": "art. 9 c. 6",
    "convention_12bis": "art. 12-bis",
    "suspension": "art. 3 c. 5",
    "negative_base": "art. 4 c. 1",
    "class_c": "art. 3 c. 2",
}
ETA = (16, 75)
# How a tax code writes the months, and the digits that homocody turns into letters.
_MESI = "ABCDEHLMPRST"
OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")


@dataclass(frozen=True, slots=True)
class Rilievo:
    """`chiave` and `campo` lead to the section and the field, where it is one. No personal data in `testo`."""

    gravita: Gravita
    testo: str
    fonte: str
    chiave: Any = None
    campo: str = ""
    foglio: int = 0

    @property
    def blocca(self) -> bool:
        return self.gravita == Gravita.ERRORE


def controlla(bozza: Bozza, conto: Conto | None, anno: int, province: Mapping[str, str]) -> list[Rilievo]:
    """All that there is to look at, what stops the sending first. `province` names their codes."""
    rilievi = [*_formato(bozza, province), *_giorno(bozza, anno)]
    if conto is None:
        rilievi.append(Rilievo(Gravita.ERRORE, _("Manca il foglio di almeno una provincia."), "art. 9 c. 6"))
    else:
        rilievi += _del_motore(conto, province)
        rilievi += _dell_insieme(bozza, conto)
        for foglio, quadro in zip(bozza.fogli, conto.documento.quadri2, strict=True):
            rilievi += _del_foglio(foglio, quadro, conto, province)
        rilievi += _compensazioni_a_due_facce(bozza, conto, province)
    return sorted(rilievi, key=lambda rilievo: not rilievo.blocca)


def blocca(rilievi: list[Rilievo]) -> bool:
    return any(rilievo.blocca for rilievo in rilievi)


# --- the format ---------------------------------------------------------------------------------------------------
def _formato(bozza: Bozza, province: Mapping[str, str]) -> Iterator[Rilievo]:
    nomi = {foglio.numero: province.get(foglio.provincia, foglio.provincia) for foglio in bozza.fogli}
    for parte in bozza.parti():
        struttura = STRUTTURE[parte.tipo]
        if parte.tipo in RIPETUTE and vuoto(parte.testi):
            testo = _("%(dove)s: la riga è vuota, va compilata o tolta.") % {"dove": _dove(parte, nomi)}
            yield Rilievo(Gravita.ERRORE, testo, FORMATO, parte.chiave, "", parte.foglio)
            continue
        for percorso, elemento, manca in difetti(struttura, parte.testi, NON_SCRITTI.get(parte.tipo, frozenset())):
            dati = {"dove": _dove(parte, nomi), "campo": elemento.etichetta}
            if manca:
                testo = _("%(dove)s: manca «%(campo)s».") % dati
            else:
                atteso = elemento.tipo.atteso if elemento.tipo else ""
                testo = _("%(dove)s: «%(campo)s» deve essere %(atteso)s.") % {**dati, "atteso": atteso}
            yield Rilievo(Gravita.ERRORE, testo, elemento.norma or FORMATO, parte.chiave, percorso, parte.foglio)


def _dove(parte: Parte, nomi: Mapping[int, str]) -> str:
    if not parte.foglio:
        return _("Quadro 1") if parte.tipo == "quadro1" else _("Invio")
    numero = {"numero": parte.ordine, "provincia": nomi[parte.foglio]}
    return {
        "lavoratore": _("Lavoratore n. %(numero)d di %(provincia)s"),
        "posto": _("Posto n. %(numero)d di %(provincia)s"),
    }.get(parte.tipo, "%(provincia)s") % numero


def _giorno(bozza: Bozza, anno: int) -> Iterator[Rilievo]:
    """The situation described is that of the return's year; hires by date go from the first one on."""
    dati = bozza.quadro1.testi.get("dati", {})
    giorno = dati.get("data_riferimento", "")
    if giorno and giorno[:4] != str(anno):
        testo = _("La data di riferimento non è dell'anno %(anno)d.") % {"anno": anno}
        yield Rilievo(Gravita.ERRORE, testo, "art. 9 c. 6", bozza.quadro1.chiave, "dati-data_riferimento")
    elif giorno and giorno[5:] != "12-31":
        testo = _("Il prospetto annuale descrive la situazione al 31 dicembre.")
        yield Rilievo(Gravita.AVVISO, testo, "art. 9 c. 6", bozza.quadro1.chiave, "dati-data_riferimento")
    if dati.get("data_seconda_assunzione") and not dati.get("data_prima_assunzione"):
        testo = _("La data della seconda assunzione vuole quella della prima.")
        yield Rilievo(Gravita.ERRORE, testo, FORMATO, bozza.quadro1.chiave, "dati-data_prima_assunzione")


# --- the engine ----------------------------------------------------------------------------------------------------
def _del_motore(conto: Conto, province: Mapping[str, str]) -> Iterator[Rilievo]:
    for anomalia in conto.risultato.anomalie:
        grave = anomalia.codice in BLOCCANTI or anomalia.campi.get("severity") == Gravita.ERRORE
        yield _dalla_segnalazione(anomalia.as_dict(), Gravita.ERRORE if grave else Gravita.AVVISO, province)
    for avviso in conto.risultato.avvisi:
        yield _dalla_segnalazione(avviso.as_dict(), Gravita.AVVISO, province)
    for dato in conto.mappatura.anomalie:
        if dato.codice == "unknown_code" and conto.codici.conosce(dato.tabella, dato.valore):
            continue
        campi = {"provincia": dato.provincia, "tabella": dato.tabella, "valore": dato.valore}
        segnalazione = Segnalazione(dato.codice, {nome: valore for nome, valore in campi.items() if valore})
        grave = dato.codice in BLOCCANTI
        yield _dalla_segnalazione(segnalazione.as_dict(), Gravita.ERRORE if grave else Gravita.AVVISO, province)


def _dalla_segnalazione(segnalazione: dict[str, Any], gravita: Gravita, province: Mapping[str, str]) -> Rilievo:
    codice = segnalazione["code"]
    fonte = next((fonte for inizio, fonte in FONTI.items() if codice.startswith(inizio)), "L. 68/1999")
    return Rilievo(gravita, in_parole(segnalazione, province).frase, fonte)


# --- what the parts say of each other --------------------------------------------------------------------------------
def _dell_insieme(bozza: Bozza, conto: Conto) -> Iterator[Rilievo]:
    documento = conto.documento
    somma = sum(quadro.dipendenti.lavoratori for quadro in documento.quadri2)
    dichiarati = documento.quadro1.dati.lavoratori_nazionali
    if somma != dichiarati:
        testo = _("I lavoratori in Italia sono %(dichiarati)d, la somma delle province è %(somma)d.")
        dati = {"dichiarati": dichiarati, "somma": somma}
        yield Rilievo(Gravita.ERRORE, testo % dati, "art. 4 c. 1", bozza.quadro1.chiave, "dati-lavoratori_nazionali")
    codici = Counter(voce.persona.codice_fiscale for quadro in documento.quadri2 for voce in quadro.lavoratori)
    doppi = sum(1 for volte in codici.values() if volte > 1)
    if doppi:
        testo = _("Codici fiscali che compaiono in più di un lavoratore: %(n)d.") % {"n": doppi}
        yield Rilievo(Gravita.AVVISO, testo, "art. 9 c. 6")


def _del_foglio(foglio: Foglio, quadro: unipi.Quadro2, conto: Conto, province: Mapping[str, str]) -> Iterator[Rilievo]:
    nome = province.get(foglio.provincia, foglio.provincia)
    yield from _teste(foglio, quadro, nome)
    yield from _elenco(foglio, quadro, nome)
    for parte in foglio.lavoratori:
        lavoratore, intero = da_testi(STRUTTURE[parte.tipo], parte.testi)
        if intero:
            yield from _lavoratore(parte, lavoratore, conto.risultato.data, nome)
    yield from _posti(foglio, quadro, conto, nome)
    yield from _concessioni(foglio, quadro, conto.risultato.data, nome)


def _teste(foglio: Foglio, quadro: unipi.Quadro2, nome: str) -> Iterator[Rilievo]:
    """Employees of every kind cannot be more than all employees."""
    d = quadro.dipendenti
    blocchi = (d.disabili, d.centralinisti, d.massofisioterapisti, d.telelavoro)
    parti = sum(blocco.tempo_pieno + sum(riga.lavoratori for riga in blocco.part_time) for blocco in blocchi)
    parti += sum(riga.lavoratori for riga in (*d.part_time, *d.intermittenti, *d.categorie_escluse))
    parti += d.categorie_protette
    if parti > d.lavoratori:
        testo = _("%(provincia)s: le voci del personale sommano %(parti)d persone, più dei dipendenti (%(tutti)d).")
        dati = {"provincia": nome, "parti": parti, "tutti": d.lavoratori}
        yield Rilievo(
            Gravita.AVVISO,
            testo % dati,
            "art. 4 c. 1",
            foglio.personale.chiave,
            "dipendenti-lavoratori",
            foglio.numero,
        )
    righe = [*d.part_time, *d.intermittenti, *(riga for blocco in blocchi for riga in blocco.part_time)]
    altri = (quadro.non_dipendenti.somministrati, quadro.non_dipendenti.convenzioni_12bis_14)
    righe += [riga for blocco in altri for riga in blocco.part_time]
    if any(riga.minuti_svolti > riga.minuti_contratto for riga in righe):
        testo = _("%(provincia)s: un orario svolto supera quello del contratto.") % {"provincia": nome}
        yield Rilievo(Gravita.AVVISO, testo, "D.Lgs. 81/2015 art. 9", foglio.personale.chiave, "", foglio.numero)


_ETICHETTE = {
    "disabili": "Disabili in forza",
    "centralinisti": "Centralinisti non vedenti",
    "massofisioterapisti": "Massofisioterapisti non vedenti",
    "somministrati": "Disabili somministrati",
    "convenzioni_12bis_14": "Disabili in convenzione",
}


def _elenco(foglio: Foglio, quadro: unipi.Quadro2, nome: str) -> Iterator[Rilievo]:
    """The totals typed and the list of names tell the same people."""
    elenco, scritti = totali.dall_elenco(quadro.lavoratori), totali.scritti(quadro)
    for (parte, voce), contati, dichiarati in totali.diversi(elenco, scritti):
        testo = _("%(provincia)s, «%(voce)s»: nel totale %(dichiarati)d, nell'elenco %(contati)d, o con altri orari.")
        dati = {"provincia": nome, "voce": _ETICHETTE[voce], "dichiarati": dichiarati, "contati": contati}
        campo = f"{parte}-{voce}-tempo_pieno"
        yield Rilievo(Gravita.AVVISO, testo % dati, "art. 9 c. 6", foglio.personale.chiave, campo, foglio.numero)
    if elenco.protette != scritti.protette:
        testo = _("%(provincia)s, categorie protette: nel totale %(dichiarati)d, nell'elenco %(contati)d.")
        dati = {"provincia": nome, "dichiarati": scritti.protette, "contati": elenco.protette}
        campo = "dipendenti-categorie_protette"
        yield Rilievo(Gravita.AVVISO, testo % dati, "art. 18 c. 2", foglio.personale.chiave, campo, foglio.numero)


def _lavoratore(parte: Parte, lavoratore: unipi.LavoratoreComputabile, giorno: date, nome: str) -> Iterator[Rilievo]:
    persona, rapporto = lavoratore.persona, lavoratore.rapporto
    chi = _("Lavoratore n. %(n)d di %(provincia)s") % {"n": parte.ordine, "provincia": nome}

    def rilievo(gravita: Gravita, testo: str, fonte: str, campo: str) -> Rilievo:
        return Rilievo(gravita, f"{chi}: {testo}", fonte, parte.chiave, campo, parte.foglio)

    percentuale = persona.percentuale_disabilita
    if percentuale is not None and percentuale > 100:
        testo = _("la percentuale di disabilità supera 100.")
        yield rilievo(Gravita.ERRORE, testo, "art. 1", "persona-percentuale_disabilita")
    elif rapporto.categoria_soggetto == Categoria.DISABILI and percentuale is not None and percentuale <= 33:
        testo = _("la percentuale è sotto la soglia del collocamento mirato: verificare.")
        yield rilievo(Gravita.AVVISO, testo, "art. 1", "persona-percentuale_disabilita")
    if rapporto.minuti_part_time > rapporto.minuti_settimanali:
        testo = _("l'orario svolto supera quello settimanale.")
        yield rilievo(Gravita.ERRORE, testo, "D.Lgs. 81/2015 art. 9", "rapporto-minuti_part_time")
    if rapporto.fine and rapporto.fine < rapporto.inizio:
        yield rilievo(Gravita.ERRORE, _("il rapporto finisce prima di cominciare."), FORMATO, "rapporto-fine")
    elif rapporto.fine and rapporto.fine < giorno:
        testo = _("il rapporto è finito prima della data di riferimento: non è in forza.")
        yield rilievo(Gravita.AVVISO, testo, "art. 9 c. 6", "rapporto-fine")
    if rapporto.inizio > giorno:
        testo = _("il rapporto comincia dopo la data di riferimento: non è in forza.")
        yield rilievo(Gravita.AVVISO, testo, "art. 9 c. 6", "rapporto-inizio")
    if not ETA[0] <= _eta(persona.data_nascita, giorno) <= ETA[1]:
        testo = _("l'età alla data di riferimento è fuori da 16-75 anni: verificare.")
        yield rilievo(Gravita.AVVISO, testo, FORMATO, "persona-data_nascita")
    if difetto := _difetto_del_codice(persona):
        yield rilievo(Gravita.AVVISO, difetto, FORMATO, "persona-codice_fiscale")


def _eta(nascita: date, giorno: date) -> int:
    return giorno.year - nascita.year - ((giorno.month, giorno.day) < (nascita.month, nascita.day))


def _difetto_del_codice(persona: unipi.Lavoratore) -> str:
    """What does not agree between a tax code and who bears it; a warning, since codes are given by others."""
    codice = persona.codice_fiscale
    if not codice_fiscale_valido(codice):
        return _("il carattere di controllo del codice fiscale non torna.")
    if len(codice) != 16:
        return _("il codice fiscale non è di una persona.")
    atteso = date_e_sesso(codice)
    nascita = persona.data_nascita
    if atteso != (nascita.year % 100, nascita.month, nascita.day, persona.sesso):
        return _("il codice fiscale non corrisponde a sesso e data di nascita.")
    return ""


def date_e_sesso(codice: str) -> tuple[int, int, int, str]:
    """Year (two digits), month, day and sex that a person's valid tax code tells, homocody undone."""
    anno, giorno = (int(codice[tratto].translate(OMOCODIA)) for tratto in (slice(6, 8), slice(9, 11)))
    femmina = giorno > 40
    return anno, _MESI.index(codice[8]) + 1, giorno - 40 if femmina else giorno, "F" if femmina else "M"


def _posti(foglio: Foglio, quadro: unipi.Quadro2, conto: Conto, nome: str) -> Iterator[Rilievo]:
    """A gap wants vacancies offered to the people of the lists."""
    cifre = conto.risultato.province.get(foglio.provincia)
    if cifre is None:
        return
    mancano = {Categoria.DISABILI: cifre.scopertura_disabili, Categoria.ART18: cifre.scopertura_art18}
    for categoria, numero in mancano.items():
        offerti = sum(posto.posti for posto in quadro.posti if posto.categoria_soggetto == categoria)
        if offerti < numero:
            testo = _("%(provincia)s, %(categoria)s: scoperture %(numero)d, posti offerti %(offerti)d.")
            dati = {"provincia": nome, "numero": numero, "offerti": offerti}
            etichetta = CategoriaSoggetto(categoria.value).label
            yield Rilievo(
                Gravita.AVVISO, testo % {**dati, "categoria": etichetta}, "art. 9 c. 6", None, "posti", foglio.numero
            )


def _concessioni(foglio: Foglio, quadro: unipi.Quadro2, giorno: date, nome: str) -> Iterator[Rilievo]:
    chiave, numero = foglio.concessioni.chiave, foglio.numero
    sospensione, esonero = quadro.sospensione, quadro.esonero
    if sospensione and sospensione.stato == "E" and sospensione.fine is None:
        testo = _("%(provincia)s: una sospensione concessa dice fino a quando vale.") % {"provincia": nome}
        yield Rilievo(Gravita.AVVISO, testo, "art. 3 c. 5", chiave, "sospensione-fine", numero)
    elif sospensione and sospensione.fine and sospensione.fine < giorno:
        testo = _("%(provincia)s: la sospensione è finita prima della data di riferimento.") % {"provincia": nome}
        yield Rilievo(Gravita.AVVISO, testo, "art. 3 c. 5", chiave, "sospensione-fine", numero)
    if esonero and esonero.lavoratori is None:
        testo = _("%(provincia)s: l'esonero non dice per quante posizioni.") % {"provincia": nome}
        yield Rilievo(Gravita.ERRORE, testo, "art. 5 c. 3", chiave, "esonero-lavoratori", numero)
    if esonero and esonero.stato == "E" and not (esonero.data_atto and esonero.estremi_atto):
        testo = _("%(provincia)s: un esonero concesso indica data ed estremi dell'atto.") % {"provincia": nome}
        yield Rilievo(Gravita.AVVISO, testo, "art. 5 c. 3", chiave, "esonero-data_atto", numero)
    for campo, oggetto in (("esonero", esonero), ("esonero_60_per_mille", quadro.esonero_60_per_mille)):
        if oggetto and oggetto.percentuale is not None and oggetto.percentuale > 100:
            testo = _("%(provincia)s: la percentuale dell'esonero supera 100.") % {"provincia": nome}
            yield Rilievo(Gravita.ERRORE, testo, "art. 5 c. 3", chiave, f"{campo}-percentuale", numero)


def _compensazioni_a_due_facce(bozza: Bozza, conto: Conto, province: Mapping[str, str]) -> Iterator[Rilievo]:
    """Inside one company each row has its reverse in the other province's sheet."""
    righe: Counter[tuple[str, str, str, str]] = Counter()
    for quadro in conto.documento.quadri2:
        for riga in quadro.compensazioni:
            if not riga.codice_fiscale_gruppo:
                righe[quadro.provincia, riga.provincia, riga.categoria, riga.categoria_soggetto] += riga.numero
    for foglio in bozza.fogli:
        for (qui, altra, verso, categoria), numero in righe.items():
            contrario = "R" if verso == "E" else "E"
            if qui != foglio.provincia or righe[altra, qui, contrario, categoria] == numero:
                continue
            testo = _("%(qui)s: la compensazione con %(altra)s non ha la riga contraria di pari numero nell'altra.")
            nomi = {"qui": province.get(qui, qui), "altra": province.get(altra, altra)}
            yield Rilievo(
                Gravita.AVVISO, testo % nomi, "art. 5 c. 8", foglio.concessioni.chiave, "compensazioni", foglio.numero
            )
