"""Make socialabs/anagrafica/dati/comuni.csv from the municipalities that the package python-codicefiscale carries.

Run by a maintainer when municipalities change:
    pip install python-codicefiscale && python strumenti/comuni/genera.py [comuni_sp.csv]
One row per Belfiore code: the state in force, or the last one of an abolished municipality, and the former names.
The optional file adds ISTAT code, CAP and distretto of the municipalities of the province of La Spezia.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path


OUT = Path(__file__).resolve().parents[2] / "socialabs/anagrafica/dati/comuni.csv"
# The source capitalises every word; prepositions and articles inside a name are small.
SMALL = re.compile(
    r" (A|Ad|Al|Alla|Alle|Allo|Ai|Con|Da|Dal|Dalla|De'|Dei|Degli|Del|Dell'|Della|Delle|Dello|Di|E|Ed|In|Nel|"
    r"Nell'|Nella|Nelle|Su|Sul|Sull'|Sulla|Tra|D')(?=[ A-ZÀ-Ù])"
)
COLUMNS = ["belfiore", "nome", "sigla", "attivo", "dal", "al", "nomi_precedenti", "istat", "cap", "distretto"]
RENAMED = {"FO": "FC", "PS": "PU"}


def well_written(name: str) -> str:
    return SMALL.sub(lambda found: found[0].lower(), name)


def main(sp: str | None) -> None:
    data = files("codicefiscale") / "data"
    states = defaultdict(list)
    for name in ("municipalities.json", "municipalities-patch.json"):
        for row in json.loads((data / name).read_text()):
            states[row["code"]].append(row)
    extra = {row["belfiore"]: row for row in csv.DictReader(Path(sp).read_text().splitlines())} if sp else {}
    with OUT.open("w", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(
            ["belfiore", "nome", "sigla", "attivo", "dal", "al", "nomi_precedenti", "istat", "cap", "distretto"]
        )
        for code in sorted(states):
            history = sorted(states[code], key=lambda s: (s["active"], s["date_created"]))
            last, former = (
                history[-1],
                {well_written(s["name"]) for s in history[:-1]} - {well_written(history[-1]["name"])},
            )
            more = extra.get(code, {})
            out.writerow(
                [
                    code,
                    more.get("comune") or well_written(last["name"]),
                    RENAMED.get(last["province"], last["province"]),
                    "t" if last["active"] else "f",
                    history[0]["date_created"][:10],
                    "" if last["active"] else last["date_deleted"][:10],
                    "|".join(sorted(former)),
                    more.get("istat", ""),
                    more.get("cap", ""),
                    more.get("distretto", ""),
                ]
            )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
