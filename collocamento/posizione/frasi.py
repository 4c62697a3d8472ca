"""Where an employer stands, in one sentence: to the employer itself, or to others about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento import scheda
from collocamento.normativa import CifreNazionali
from collocamento.posizione.enums import GRAVITA, StatoEpisodio
from collocamento.posizione.stati import Esito
from socialabs.promemoria.parole import estesa


S = StatoEpisodio
# To the employer, and to the others about it.
FRASI: dict[StatoEpisodio, tuple[Promise, Promise]] = {
    S.SCOPERTA_OLTRE: (
        gettext_lazy(
            "Dovevate assumere %(chi)s entro il %(entro)s, o farne richiesta: il termine è passato da %(ritardo)s."
        ),
        gettext_lazy(
            "L'azienda doveva assumere %(chi)s entro il %(entro)s, o farne richiesta: il termine è passato da "
            "%(ritardo)s."
        ),
    ),
    S.SCOPERTA_NEI_TERMINI: (
        gettext_lazy("Dovete assumere %(chi)s entro il %(entro)s, o farne richiesta."),
        gettext_lazy("L'azienda deve assumere %(chi)s entro il %(entro)s, o farne richiesta."),
    ),
    S.RICHIESTA_PRESENTATA: (
        gettext_lazy("Dovete ancora assumere %(chi)s: la richiesta risulta presentata il %(chiesta)s."),
        gettext_lazy("L'azienda deve ancora assumere %(chi)s: la richiesta risulta presentata il %(chiesta)s."),
    ),
    S.SOSPESA: (
        gettext_lazy("Ora non dovete assumere nessuno: una sospensione dell'obbligo copre i posti che mancano."),
        gettext_lazy("Ora l'azienda non deve assumere nessuno: una sospensione copre i posti che mancano."),
    ),
    S.IN_CONVENZIONE: (
        gettext_lazy("Ora non dovete assumere nessuno: una convenzione copre i posti che mancano."),
        gettext_lazy("Ora l'azienda non deve assumere nessuno: una convenzione copre i posti che mancano."),
    ),
    S.ESONERATA_PARZ: (
        gettext_lazy("Ora non dovete assumere nessuno: l'esonero parziale copre i posti che mancano."),
        gettext_lazy("Ora l'azienda non deve assumere nessuno: l'esonero parziale copre i posti che mancano."),
    ),
    S.SOGGETTA_OTTEMPERANTE: (
        gettext_lazy("Siete in regola: dovete avere in forza %(deve)s, e non manca nessuno."),
        gettext_lazy("L'azienda è in regola: deve avere in forza %(deve)s, e non manca nessuno."),
    ),
    S.NON_SOGGETTA: (
        gettext_lazy("Non siete soggetti all'obbligo: la base di computo è di %(base)s lavoratori."),
        gettext_lazy("L'azienda non è soggetta all'obbligo: la base di computo è di %(base)s lavoratori."),
    ),
}
FRASI[S.OTTEMPERANTE] = FRASI[S.SOGGETTA_OTTEMPERANTE]


@dataclass(frozen=True, slots=True)
class Sintesi:
    """The employer as a whole: the gravest state of its provinces, how many people, by when."""

    stato: StatoEpisodio
    disabili: int = 0
    art18: int = 0
    entro: date | None = None
    chiesta: date | None = None


def sintesi(esiti: Iterable[Esito]) -> Sintesi:
    """All provinces in one. People not asked for are those of every province, the term is the first one."""
    tutti = list(esiti)
    stato = min((esito.stato for esito in tutti), key=GRAVITA.index, default=S.NON_SOGGETTA)
    chieste = [giorno for esito in tutti for giorno in (*esito.chieste, *esito.chieste_art18) if giorno]
    if stato == S.RICHIESTA_PRESENTATA:
        disabili, art18 = sum(len(e.nascite) for e in tutti), sum(len(e.nascite_art18) for e in tutti)
    else:
        disabili, art18 = sum(e.scoperti for e in tutti), sum(e.scoperti_art18 for e in tutti)
    termini = [esito.entro for esito in tutti if esito.entro and esito.scoperti + esito.scoperti_art18]
    return Sintesi(stato, disabili, art18, min(termini, default=None), max(chieste, default=None))


def frase(di: Sintesi, cifre: CifreNazionali, giorno: date, *, parte: bool) -> str:
    """The answer; `parte`: the employer itself reads it."""
    testo = FRASI[di.stato][0 if parte else 1]
    dati = {"base": cifre.base_art3, "deve": scheda.deve(cifre), "chi": scheda.persone(di.disabili, di.art18)}
    if di.entro:
        dati |= {"entro": estesa(di.entro), "ritardo": giorni((giorno - di.entro).days)}
    if di.chiesta:
        dati["chiesta"] = estesa(di.chiesta)
    return str(testo) % dati


def giorni(numero: int) -> str:
    return ngettext("%(n)d giorno", "%(n)d giorni", numero) % {"n": numero}


def cambio(da: int, a: int, base: int, *, salendo: bool, art18: bool) -> str:
    """A cliff in words."""
    if salendo:
        testo = (
            _("Alla %(base)sª persona computabile la quota di categorie protette passa da %(da)s a %(a)s.")
            if art18
            else _("Alla %(base)sª persona computabile l'obbligo passa da %(da)s a %(a)s.")
        )
    else:
        testo = (
            _("Se la base scende a %(base)s la quota di categorie protette passa da %(da)s a %(a)s.")
            if art18
            else _("Se la base scende a %(base)s l'obbligo passa da %(da)s a %(a)s.")
        )
    return testo % {"base": base, "da": da, "a": a}
