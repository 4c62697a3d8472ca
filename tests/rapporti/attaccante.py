"""Who reads all that is published, knows the rule and every relation, and tries to work out what is hidden.

Written apart from the code it attacks: whole-number reasoning by narrowing ranges and trying values, no witnesses.
"""

from collections.abc import Mapping, Sequence

from socialabs.rapporti.soppressione import Casella, Ragione, Relazione


# Beyond any value of the tests: the attacker has no better bound on a figure that is hidden.
TETTO = 400

Intervallo = tuple[int, int]


def scoperte(
    caselle: Sequence[Casella], relazioni: Sequence[Relazione], nascoste: Mapping[int, Ragione], soglia: int
) -> dict[int, int]:
    """The hidden cells that can have one value only, with it; empty when the secret holds."""
    vere = [r for r in relazioni if sum(n * caselle[i].valore for i, n in r.items()) == 0]
    noti = [_noto(i, c, nascoste.get(i), soglia, stretto=True) for i, c in enumerate(caselle)]
    if not _possibile(noti, vere):
        # Some "ris." must be small after all: then none of them tells more than that somebody is there.
        noti = [_noto(i, c, nascoste.get(i), soglia, stretto=False) for i, c in enumerate(caselle)]
        assert _possibile(noti, vere)
    return {i: caselle[i].valore for i in nascoste if not _altrimenti(i, caselle[i].valore, noti, vere)}


def _noto(i: int, casella: Casella, ragione: Ragione | None, soglia: int, *, stretto: bool) -> Intervallo:
    if casella.pubblica and ragione is None:
        return (casella.valore, casella.valore)
    if ragione == Ragione.SOGLIA:
        return (1, soglia - 1)
    if casella.persone and casella.pubblica:
        return (soglia if stretto else 1, TETTO)
    return (0 if casella.valore >= 0 else -TETTO, TETTO)


def _altrimenti(i: int, valore: int, noti: list[Intervallo], relazioni: Sequence[Relazione]) -> bool:
    basso, alto = noti[i]
    return any(
        da <= a and _possibile([*noti[:i], (da, a), *noti[i + 1 :]], relazioni)
        for da, a in ((basso, valore - 1), (valore + 1, alto))
    )


def _possibile(noti: Sequence[Intervallo], relazioni: Sequence[Relazione]) -> bool:
    """Are there whole numbers within these ranges that fulfil every relation?"""
    ristretti = _restringi(list(noti), relazioni)
    if ristretti is None:
        return False
    aperti = {i for r in relazioni for i in r if ristretti[i][0] < ristretti[i][1]}
    if not aperti:
        return True
    i = min(aperti, key=lambda n: (ristretti[n][1] - ristretti[n][0], n))
    basso, alto = ristretti[i]
    return any(
        _possibile([*ristretti[:i], (prova, prova), *ristretti[i + 1 :]], relazioni)
        for prova in range(basso, alto + 1)
    )


def _restringi(noti: list[Intervallo], relazioni: Sequence[Relazione]) -> list[Intervallo] | None:
    """Narrow every range by what the others leave to it; None when one is left with nothing."""
    mosso = True
    while mosso:
        mosso = False
        for relazione in relazioni:
            for i, n in relazione.items():
                minimo = sum(min(m * noti[j][0], m * noti[j][1]) for j, m in relazione.items() if j != i)
                massimo = sum(max(m * noti[j][0], m * noti[j][1]) for j, m in relazione.items() if j != i)
                # n * x lies between -massimo and -minimo.
                estremi = sorted((-massimo / n, -minimo / n))
                basso, alto = max(noti[i][0], -int(-estremi[0] // 1)), min(noti[i][1], int(estremi[1] // 1))
                if basso > alto:
                    return None
                if (basso, alto) != noti[i]:
                    noti[i], mosso = (basso, alto), True
    return noti
