"""Closed lists of the law and of the UniPi form (L. 68/1999; schema PIDISABILI001600)."""

from __future__ import annotations

from enum import StrEnum


class Tipologia(StrEnum):
    """Kind of employer who declares: private, public economic body, public, private inside a group."""

    PRIVATO = "A"
    ENTE_PUBBLICO_ECONOMICO = "B"
    PUBBLICO = "C"
    PRIVATO_IN_GRUPPO = "D"


class Classe(StrEnum):
    """Band of the employer: A over 50, B 36-50, C 15-35 (art. 3 c. 1)."""

    A = "A"
    B = "B"
    C = "C"


class Ambito(StrEnum):
    """Base an excluded category leaves: disabled only (D), art. 18 only (C), both (E)."""

    DISABILI = "D"
    ART18 = "C"
    ENTRAMBI = "E"


class Categoria(StrEnum):
    """Protected people: disabled (art. 1) or art. 18 workers."""

    DISABILI = "D"
    ART18 = "C"


class Stato(StrEnum):
    """State of an exemption, suspension or convention: granted or only requested."""

    CONCESSO = "E"
    RICHIESTO = "F"


class Verso(StrEnum):
    """Direction of a compensation row: the province takes more (E) or fewer (R) workers."""

    ECCEDENZA = "E"
    RIDUZIONE = "R"


class Causa(StrEnum):
    """Cause of a suspension of the duty (art. 3 c. 5; DPR 333/2000 art. 4)."""

    CIGS = "CIGS"
    SOLIDARIETA = "solidarieta"
    LICENZIAMENTO_COLLETTIVO = "licenziamento_collettivo"


class TipoConvenzione(StrEnum):
    """Tools of arts. 11, 12 and 12-bis, and of art. 14 of D.Lgs. 276/2003."""

    ART11 = "art11"
    ART12 = "art12"
    ART12BIS = "art12bis"
    ART14 = "art14"


class TipoDestinatario(StrEnum):
    """What the party is that takes in the people of a convention of arts. 12, 12-bis and 14."""

    COOPERATIVA_A = "coop_a"
    COOPERATIVA_B = "coop_b"
    IMPRESA_SOCIALE = "impresa_sociale"
    PROFESSIONISTA = "professionista"
    NON_OBBLIGATO = "non_obbligato"
    TERZO_SETTORE = "terzo_settore"
    SOCIETA_BENEFIT = "societa_benefit"


class ArrotondamentoPartTime(StrEnum):
    """Part time and on-call shares rounded apart (default) or in one sum."""

    SEPARATO = "separato"
    INSIEME = "insieme"


class MassimaleArt18(StrEnum):
    """How many art. 18 workers leave the base: up to 1% of heads (default) or up to the art. 18 quota."""

    UN_PERCENTO_TESTE = "un_percento_teste"
    QUOTA = "quota"


class ArrotondamentoEsonero(StrEnum):
    """Exemption ceiling: rounded as art. 4 c. 2 (default) or never above the percentage."""

    ART4C2 = "art4c2"
    RIGOROSO = "rigoroso"


class ConteggioRitardo(StrEnum):
    """Days fined for a late return: every late day (default) or those after the first."""

    TUTTI = "tutti"
    ULTERIORI = "ulteriori"


class ArrotondamentoSospensione(StrEnum):
    """Quota left by a suspension: rounded as art. 4 c. 2 (default) or any fraction still due."""

    ART4C2 = "art4c2"
    ECCESSO = "eccesso"


class Ripartizione(StrEnum):
    """Provincial apportionment: the one of the UniPi form."""

    UNIPI = "unipi"


class Gravita(StrEnum):
    """Weight of an anomaly."""

    ERRORE = "error"
    AVVISO = "warning"
