"""`manage.py avvia`: the whole portal on this machine, from nothing to its address, until Ctrl-C."""

import http.client
import json
import os
import sys
import time
from argparse import Namespace
from pathlib import Path

from socialabs.servizi import incorporati, porte, preparazione, sistema
from socialabs.servizi.cartella import ROOT, Cartella, Occupata, chosen_base, private_folder, read_state
from socialabs.servizi.eco import Eco
from socialabs.servizi.guasto import Guasto
from socialabs.servizi.incorporati import Servizi
from socialabs.servizi.opzioni import Opzioni
from socialabs.servizi.schermo import say


READY_SECONDS = 60
DESCRIZIONE = "Avvia il portale su questa macchina: database, coda, dati dimostrativi, server web e lavori."
AIUTO = """\
La prima volta prepara tutto da sé (ambiente virtuale, librerie, database): serve la rete. Poi parte in pochi secondi
e ritrova i dati. Ctrl-C ferma tutto. Non serve né PostgreSQL né Redis né Docker.

porte          il portale risponde solo su questa macchina, a http://localhost:PORTA. Senza --porta usa la 8000 o la
               prima libera dopo. PostgreSQL non apre porte (socket locale); Valkey ne usa una scelta a ogni avvio,
               solo locale e con parola d'ordine.
cartella dati  .local nella cartella del progetto, o quella di --dati (o della variabile SOCIALABS_DATI, che vale per
               tutti i comandi): file caricati, chiavi (segreti.json), registri dei programmi (log/). Da utente normale
               contiene anche il database; da root il database sta in /var/tmp/socialabs-*, perché PostgreSQL non
               gira da root e usa l'account «postgres» o «nobody».
azzerare       --azzera cancella database, coda e file caricati di quella cartella e ricomincia dalla demo.
produzione     con DATABASE_URL nell'ambiente avvia non serve: vedi docker-compose.yml.
"""


def parse(words: list[str]) -> Namespace:
    """The options of `avvia`. Raises Guasto for a wrong one; `--help` prints and exits."""
    opzioni = Opzioni("avvia", DESCRIZIONE, AIUTO)
    opzioni.add_argument("--porta", type=int, metavar="N", help="porta del portale (altrimenti la prima dalla 8000)")
    opzioni.add_argument("--dati", type=Path, metavar="CARTELLA", help="cartella dati (altrimenti .local)")
    opzioni.add_argument("--azzera", action="store_true", help="cancella i dati e ricomincia dalla demo")
    opzioni.add_argument("--senza-demo", action="store_true", help="non caricare i dati dimostrativi")
    return opzioni.parse_args(words)


def run(argv: list[str]) -> int:
    """Carry out `avvia`; 0 after a clean stop."""
    opzioni = parse(argv[2:])
    if os.environ.get("DATABASE_URL"):
        raise Guasto("DATABASE_URL è impostata, ma avvia usa il suo database: toglila, o usa docker-compose.yml.")
    preparazione.ensure("avvio", argv)
    cartella = Cartella.at(chosen_base(opzioni.dati))
    tell_missing(cartella)
    began = time.monotonic()
    try:
        with incorporati.started(cartella, "avvia", from_scratch=opzioni.azzera) as servizi:
            porta = porte.choose(opzioni.porta)
            open_portal(servizi, porta, opzioni.senza_demo)
            welcome(cartella, porta, time.monotonic() - began)
            watch(servizi, porta)
    except Occupata:
        raise Guasto(who_is_there(cartella)) from None
    except KeyboardInterrupt:
        say("Portale fermato.")
    return 0


def tell_missing(cartella: Cartella) -> None:
    """Install Pango, or say that the portal runs without PDF."""
    log = private_folder(private_folder(cartella.base) / "log") / "preparazione.log"
    missing = sistema.provide([sistema.PANGO], log)
    if missing:
        say(f"Senza Pango il portale non produce i PDF. Per averli: {sistema.advice(missing)}")


def open_portal(servizi: Servizi, porta: int, senza_demo: bool) -> None:
    """Bring the database up to date and start the three processes of the portal; return when it answers."""
    env = incorporati.completed(servizi.ambiente)
    env |= {"PUBLIC_URL": f"http://localhost:{porta}", "PYTHONUNBUFFERED": "1"}
    # Django's checks of the code are for who changes it: they would delay worker and scheduler at every start.
    env |= {"CELERY_SKIP_CHECKS": "1"}
    arrange(servizi, env, senza_demo)
    processi = {
        nome: servizi.supervisore.launch(nome, [sys.executable, "-m", *words], env=env, cwd=ROOT)
        for nome, words in portal_commands(servizi.cartella, porta).items()
    }
    servizi.record(porta=porta)
    servizi.supervisore.wait_until(processi["web"], lambda: health(porta) is not None, READY_SECONDS)


def portal_commands(cartella: Cartella, porta: int) -> dict[str, list[str]]:
    """Module and options of each process."""
    celery = ["celery", "-A", "socialabs.celery"]
    # Preloaded: the application is loaded once, before the two workers part.
    gunicorn = ["gunicorn", "socialabs.wsgi:application", "--preload", "--worker-class=gthread", "--workers=2"]
    return {
        "web": [
            *gunicorn,
            "--threads=4",
            f"--bind=127.0.0.1:{porta}",
            "--timeout=120",
            "--graceful-timeout=5",
            "--no-control-socket",
        ],
        "worker": [*celery, "worker", "--concurrency=2", "--without-mingle", "--without-gossip", "--loglevel=INFO"],
        "beat": [*celery, "beat", "--pidfile=", f"--schedule={cartella.base / 'beat.db'}", "--loglevel=INFO"],
    }


def arrange(servizi: Servizi, env: dict[str, str], senza_demo: bool) -> None:
    """Run the migrations and load the demo, showing what they say. Raises Guasto if they fail."""
    say("Aggiorno il database.")
    words = ["-m", "socialabs.servizi.allestimento", "--conti", servizi.cartella.accounts_file]
    words += ["--senza-demo"] if senza_demo else []
    eco = Eco("allestimento", servizi.cartella.log / "allestimento.log", everything=True)
    processo = servizi.supervisore.launch("allestimento", [sys.executable, *words], env=env, cwd=ROOT)
    servizi.supervisore.finish(processo, meanwhile=eco.show)


def health(porta: int) -> dict[str, bool] | None:
    """Whether each part of the portal works, as /healthz says; None while the web server does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", porta, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{porta}"})
        answer = connection.getresponse()
        parts = json.loads(answer.read())["parti"]
        return {name: part["stato"] == "ok" for name, part in parts.items()}
    except (OSError, ValueError, LookupError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def welcome(cartella: Cartella, porta: int, seconds: float) -> None:
    """Print the address and how to get in."""
    say(f"\nPortale pronto in {seconds:.0f} secondi:  http://localhost:{porta}\n")
    accounts = json.loads(cartella.accounts_file.read_text())
    if accounts:
        say("Un conto di prova per ogni ruolo, con un clic nella pagina di accesso:")
        width = max(len(role) for _, role in accounts)
        say("".join(f"  {role:<{width}}  {email}\n" for email, role in accounts))
    say(f"Dati: {cartella.base}   Registri: {cartella.log}\nCtrl-C per fermare.")


def watch(servizi: Servizi, porta: int) -> None:
    """Show the errors of the children until one dies (Guasto) or Ctrl-C; say when the background jobs are ready."""
    echoes = [Eco(processo.nome, processo.log) for processo in servizi.supervisore.processi]
    deadline, told = time.monotonic() + READY_SECONDS, False
    while True:
        servizi.supervisore.check()
        for eco in echoes:
            eco.show()
        told = told or tell_health(porta, time.monotonic() > deadline)
        servizi.supervisore.pause(1)


def tell_health(porta: int, late: bool) -> bool:
    """Say that worker and scheduler are ready or, when `late`, what does not answer; whether anything was said."""
    parts = health(porta) or {"server web": False}
    silent = ", ".join(name for name, works in parts.items() if not works)
    if not silent:
        say("Lavori in secondo piano pronti.")
    elif late:
        say(f"Attenzione, non risponde ancora: {silent}.")
    return late or not silent


def who_is_there(cartella: Cartella) -> str:
    """One line on the command that already uses this data folder."""
    state = read_state(cartella)
    if state is None:
        return f"La cartella dati {cartella.base} è in uso da un altro avvio in corso."
    pid = state["processi"][0]["pid"]
    if "porta" in state:
        return f"Il portale con questa cartella dati è già avviato (pid {pid}): http://localhost:{state['porta']}"
    return f"{cartella.base} è in uso da «manage.py {state['comando']}» (pid {pid}): aspetta che finisca."
