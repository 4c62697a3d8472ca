"""The clauses of the acts, made from the data: what DOMAIN asks each kind to say, in the order of a contract.

An act is in Italian whatever its reader's language: its text is data, frozen and hashed, and stays out of gettext.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from collocamento.convenzioni.enums import Modalita, Tipo, TipoAtto
from collocamento.convenzioni.models import Commessa, Convenzione, Impegno, Quadro
from collocamento.convenzioni.situazione import Situazione
from collocamento.normativa import parametro
from socialabs.anagrafica.models import EnteTitolare, Organizzazione
from socialabs.base.templatetags.socialabs import decimale, euro


LINGUA = "it"
Clausola = dict[str, Any]
BASI = {
    Tipo.ART11: "art. 11, commi 1, 2 e 3, della L. 12 marzo 1999, n. 68",
    Tipo.ART11_C4: "art. 11, comma 4, della L. 12 marzo 1999, n. 68",
    Tipo.ART12: "art. 12 della L. 12 marzo 1999, n. 68",
    Tipo.ART12BIS: "art. 12-bis della L. 12 marzo 1999, n. 68",
    Tipo.ART14: "art. 14 del D.Lgs. 10 settembre 2003, n. 276",
}
MODALITA = {
    Modalita.NOMINATIVA: "scelta nominativa",
    Modalita.TIROCINIO: "tirocinio con finalità formative o di orientamento",
    Modalita.TERMINE: "assunzione a tempo determinato",
    Modalita.PROVA: "periodo di prova più lungo di quello del contratto collettivo",
}
TITOLI = {
    TipoAtto.ADDENDUM: "Modifiche",
    TipoAtto.PROROGA: "Proroga",
    TipoAtto.RISOLUZIONE: "Risoluzione",
}


def clausole(
    convenzione: Convenzione, situazione: Situazione | None, ente: EnteTitolare | None, giorno: date
) -> list[Clausola]:
    """The text of the convention as its data stand, the figures on `giorno`."""
    impegni, commesse = list(convenzione.impegni.select_related("provincia")), []
    if convenzione.con_destinatario:
        commesse = list(convenzione.commesse.select_related("provincia"))
    with override(LINGUA):
        parti = [
            _clausola("Parti", _parti(convenzione, ente)),
            _clausola("Premesse", _premesse(convenzione, situazione)),
            _clausola("Impegni e calendario", _impegni(convenzione, impegni)),
            _clausola("Commesse", map(dice_commessa, commesse)),
            _clausola("Limiti e copertura della quota", _limiti(convenzione, situazione, commesse, impegni, giorno)),
            _clausola("Mansioni, sostegno e tutoraggio", [convenzione.mansioni, convenzione.sostegno]),
            _clausola("Consenso, piano personalizzato e distacco", _persone(convenzione)),
            _clausola("Verifiche", _verifiche(convenzione)),
            _clausola("Durata, modifiche e proroga", _durata(convenzione)),
            _clausola("Ritardi e inadempimento", _inadempimento(convenzione)),
            _clausola("Effetti", _effetti(convenzione)),
            _clausola("Clausole particolari", [convenzione.note]),
        ]
    return _numerate(parti)


def clausole_dell_atto(
    convenzione: Convenzione, tipo: TipoAtto, ente: EnteTitolare | None, commi: Sequence[str]
) -> list[Clausola]:
    """The text of an act on a signed convention: the parties, the convention it is about, what it says."""
    firmata = f"{convenzione.firmata_il:%d/%m/%Y}"
    richiamo = (
        f"Le parti richiamano la convenzione ai sensi dell'{BASI[Tipo(convenzione.tipo)]} stipulata il {firmata}, "
        f"in vigore dal {convenzione.dal:%d/%m/%Y} al {convenzione.al:%d/%m/%Y}."
    )
    with override(LINGUA):
        resto = "Resta fermo quanto questo atto non modifica." if tipo != TipoAtto.RISOLUZIONE else ""
        parti = [
            _clausola("Parti", _parti(convenzione, ente)),
            _clausola("Convenzione di riferimento", [richiamo]),
            _clausola(TITOLI[tipo], [*commi, resto]),
        ]
    return _numerate(parti)


# --- what every kind says -----------------------------------------------------------------------------------------
def _parti(convenzione: Convenzione, ente: EnteTitolare | None) -> list[str]:
    ufficio = f"{ente.denominazione}, {ente.ufficio}" if ente else "L'ufficio per il collocamento mirato"
    righe = [f"{ufficio} (di seguito «l'ufficio»);", _soggetto(convenzione.datore.organizzazione, "il datore")]
    if convenzione.destinatario:
        natura = convenzione.get_tipo_destinatario_display()
        natura = natura[:1].lower() + natura[1:]
        righe.append(_soggetto(convenzione.destinatario, "il destinatario", natura))
    return righe


def _soggetto(organizzazione: Organizzazione, detto: str, natura: str = "") -> str:
    descrizione = f", {natura}" if natura else ""
    return (
        f"{organizzazione.denominazione}, codice fiscale {organizzazione.codice_fiscale}{descrizione} "
        f"(di seguito «{detto}»)."
    )


def _premesse(convenzione: Convenzione, situazione: Situazione | None) -> list[str]:
    righe = [f"La convenzione è stipulata ai sensi dell'{BASI[Tipo(convenzione.tipo)]}."]
    if situazione:
        righe.append(
            f"Alla data del {situazione.giorno:%d/%m/%Y}, sull'organico noto all'ufficio al "
            f"{situazione.organico_al:%d/%m/%Y}, la base di computo del datore è {situazione.base}, la quota di "
            f"riserva {situazione.quota}, le persone in forza {situazione.in_forza}, i posti scoperti "
            f"{situazione.scopertura}."
        )
    else:
        righe.append("All'ufficio non risulta un prospetto informativo del datore.")
    if convenzione.parere_il:
        verbale = f" ({convenzione.parere_riferimento})" if convenzione.parere_riferimento else ""
        righe.append(
            f"Il comitato tecnico si è espresso il {convenzione.parere_il:%d/%m/%Y}{verbale}: "
            f"{convenzione.get_parere_display().lower()}."
        )
    return [*righe, convenzione.parere_prescrizioni, convenzione.premessa]


def _impegni(convenzione: Convenzione, impegni: Sequence[Impegno]) -> list[str]:
    chi = "Il destinatario" if convenzione.assume_il_destinatario else "Il datore"
    totale = sum(impegno.posti for impegno in impegni)
    righe = [f"{chi} si impegna ad assumere {persone_in_parole(totale)} con disabilità, secondo questo calendario:"]
    calendario = [
        f"entro il {impegno.entro:%d/%m/%Y}: {persone_in_parole(impegno.posti)}, {impegno.profilo}, in provincia di "
        f"{impegno.provincia.nome}"
        for impegno in impegni
    ]
    righe += [f"{voce};" for voce in calendario[:-1]] + [f"{voce}." for voce in calendario[-1:]]
    if convenzione.modalita:
        scelte = "; ".join(MODALITA[Modalita(modo)] for modo in convenzione.modalita)
        righe.append(f"Le assunzioni possono avvenire con: {scelte}.")
    return righe


def persone_in_parole(numero: int) -> str:
    """So many people, as a text says it."""
    return "una persona" if numero == 1 else f"{numero} persone"


def _verifiche(convenzione: Convenzione) -> list[str]:
    ogni_anno = "Ogni anno l'ufficio redige una scheda di monitoraggio degli impegni e la comunica alle parti."
    return [convenzione.verifiche, ogni_anno]


def _durata(convenzione: Convenzione) -> list[str]:
    return [
        f"La convenzione vale dal {convenzione.dal:%d/%m/%Y} al {convenzione.al:%d/%m/%Y}, compresi.",
        "Si modifica e si proroga soltanto con un atto aggiuntivo firmato da tutte le parti.",
    ]


def _inadempimento(convenzione: Convenzione) -> list[str]:
    righe = [
        "Se un impegno non è adempiuto alla sua scadenza l'ufficio ne chiede ragione e, se il ritardo continua, "
        "diffida ad adempiere entro un termine.",
        "Trascorso il termine della diffida senza adempimento, l'ufficio può risolvere la convenzione.",
    ]
    if not convenzione.assume_il_destinatario:
        righe.append("Dalla risoluzione i posti non coperti tornano dovuti.")
    return righe


# --- what is of the kind ------------------------------------------------------------------------------------------
def dice_commessa(commessa: Commessa) -> str:
    """An order in a sentence of the text."""
    with override(LINGUA):
        return (
            f"{commessa.oggetto}, in provincia di {commessa.provincia.nome}, dal {commessa.dal:%d/%m/%Y} al "
            f"{commessa.al:%d/%m/%Y}: valore annuo {euro(commessa.valore_annuo)} senza IVA; "
            f"{persone_in_parole(commessa.persone)} per {decimale(commessa.ore)} ore settimanali su "
            f"{decimale(commessa.ore_contratto)}; costo annuo del lavoro {euro(commessa.costo_annuo)}."
        )


def _limiti(
    convenzione: Convenzione,
    situazione: Situazione | None,
    commesse: Sequence[Commessa],
    impegni: Sequence[Impegno],
    giorno: date,
) -> list[str]:
    posti = sum(impegno.posti for impegno in impegni)
    if convenzione.tipo == Tipo.ART12BIS and situazione:
        limite = parametro("convenzioni", "percento_12bis", giorno)
        return [
            f"La convenzione copre fino a {posti} unità della quota di {situazione.quota}; alla data il limite è il "
            f"{limite.intero}% della quota, all'unità più vicina ({limite.fonte}).",
            "Le persone assunte dal destinatario coprono la quota del datore finché durano la commessa e il rapporto.",
        ]
    if convenzione.tipo == Tipo.ART14:
        annue = sum((commessa.valore_annuo for commessa in commesse), Decimal(0))
        righe = [f"Convenzione quadro di riferimento: {convenzione.quadro_riferimento}."]
        if quadro := Quadro.objects.al(giorno):
            righe.append(
                f"Il numero delle coperture è il valore annuo delle commesse ({euro(annue)}) diviso per il "
                f"coefficiente ({euro(quadro.coefficiente)}; {quadro.fonte}), nei limiti della convenzione quadro: "
                f"fino a {posti}."
            )
        return righe
    return []


def _persone(convenzione: Convenzione) -> list[str]:
    if convenzione.tipo != Tipo.ART12BIS:
        return []
    distacco = (
        "Il destinatario può distaccare il lavoratore presso il datore."
        if convenzione.distacco
        else "Il distacco del lavoratore presso il datore non è previsto."
    )
    return [_agli_atti("Il consenso delle persone", convenzione.consenso_il), *_piano(convenzione), distacco]


def _agli_atti(che_cosa: str, dal: date | None) -> str:
    return f"{che_cosa} è agli atti dell'ufficio dal {dal:%d/%m/%Y}." if dal else ""


def _piano(convenzione: Convenzione) -> list[str]:
    return [_agli_atti("Il piano personalizzato di inserimento", convenzione.piano_il)]


def _effetti(convenzione: Convenzione) -> list[str]:
    if convenzione.tipo in (Tipo.ART11, Tipo.ART11_C4):
        return ["Finché rispetta il calendario il datore non è inadempiente per i posti compresi negli impegni."]
    if convenzione.tipo == Tipo.ART12:
        return ["La persona è assunta dal datore, che la computa nella quota, e lavora presso il destinatario."]
    return ["Alla fine della convenzione le persone non coprono più la quota del datore, salvo che le assuma."]


# --- the form of a text -------------------------------------------------------------------------------------------
def _clausola(titolo: str, commi: Iterable[str]) -> Clausola:
    return {"titolo": titolo, "commi": [comma.strip() for comma in commi if comma.strip()]}


def _numerate(parti: Iterable[Clausola]) -> list[Clausola]:
    """The articles that say something, numbered."""
    piene = [parte for parte in parti if parte["commi"]]
    return [{**parte, "titolo": f"Art. {numero}. {parte['titolo']}"} for numero, parte in enumerate(piene, 1)]
