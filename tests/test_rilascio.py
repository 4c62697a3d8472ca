"""The deployment files, checked with the means at hand: parsed, and each reference in them followed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.urls import URLResolver, get_resolver, reverse


ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
TESTO = (ROOT / "docker-compose.yml").read_text()


def test_the_services_of_the_portal_are_all_there() -> None:
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat", "proxy"}


@pytest.mark.parametrize("nome", [n for n in SERVICES if n != "migrate"])
def test_every_lasting_service_has_a_health_check_and_restarts(nome: str) -> None:
    assert SERVICES[nome]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[nome]["restart"] == "unless-stopped"


@pytest.mark.parametrize("nome", list(SERVICES))
def test_images_are_pinned_by_version(nome: str) -> None:
    assert re.search(r":\d+\.\d+(\.\d+)?(-\w+)?$", SERVICES[nome]["image"])


def test_no_secret_has_a_default() -> None:
    variables = set(re.findall(r"\$\{(\w+)", TESTO))
    assert variables
    with_default = set(re.findall(r"\$\{(\w+):-", TESTO))
    assert with_default == {"HTTP_PORT", "HTTPS_PORT"}
    assert not re.search(r"(PASSWORD|SECRET_KEY|KEYS): [^$\s]", TESTO)


def test_the_example_names_every_variable_and_no_other() -> None:
    example = set(re.findall(r"^(\w+)=", (ROOT / "rilascio/ambiente.esempio").read_text(), re.M))
    asked = set(re.findall(r"\$\{(\w+):\?", TESTO))
    assert example == asked


def test_every_setting_given_to_the_portal_is_read() -> None:
    settings = (ROOT / "socialabs/settings.py").read_text()
    unknown = [name for name in SERVICES["web"]["environment"] if f'"{name}"' not in settings]
    assert unknown == []


def test_every_file_mounted_or_built_from_exists() -> None:
    mounted = [v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", []) if v.startswith("./")]
    built = [SERVICES["web"]["build"]["dockerfile"]]
    copied = re.findall(r"^COPY (\S+) ", (ROOT / "rilascio/Dockerfile").read_text(), re.M)
    assert mounted and copied
    assert [f for f in mounted + built + copied if not (ROOT / f).exists()] == []


def test_every_volume_used_is_declared() -> None:
    used = {v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", []) if v[0] not in "./$"}
    assert used == set(COMPOSE["volumes"])


@pytest.mark.parametrize("nome", ["web", "worker", "beat", "migrate"])
def test_every_command_exists_and_knows_its_options(nome: str) -> None:
    words = SERVICES[nome]["command"]
    program = [sys.executable, *words[1:3], "--help"] if words[0] == "python" else None
    if words[0] == "celery":
        program = [sys.executable, "-m", "celery", *words[1:4], "--help"]
    if words[0] == "gunicorn":
        program = [sys.executable, "-m", "gunicorn", "--check-config", *words[1:]]
    env = {**os.environ, "DEBUG": "1", "SOCIALABS_AMBIENTE": "pronto"}
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=env, timeout=60)
    assert done.returncode == 0, done.stderr
    if nome != "web":
        options = [w.split("=")[0] for w in words if w.startswith("--")]
        assert [o for o in options if o not in done.stdout] == []


def test_the_proxy_writes_down_no_query_and_no_secret_link() -> None:
    """The links that open an account are looked up by name: a changed address must change there too."""
    conf = (ROOT / "rilascio/nginx.conf").read_text()
    formato = re.search(r"log_format visite (.*);", conf)[1]
    assert "$request_uri" not in formato and "$args" not in formato and "$request " not in formato
    assert set(re.findall(r"access_log (.*);", conf)) == {"off", "/var/log/nginx/access.log visite"}
    segrete = re.search(r"\(\?<strada>(.*?)\)", conf)[1].split("|")
    indirizzi = [
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "segreto"}),
        reverse("account_confirm_email", args=["segreto"]),
        *con_un_segreto(),
    ]
    assert [i for i in indirizzi if not i.startswith(tuple(segrete))] == []
    assert [s for s in segrete if not any(i.startswith(s) for i in indirizzi)] == []


def con_un_segreto(resolver: URLResolver | None = None, prima: str = "/") -> Iterator[str]:
    """Addresses of our own pages that whoever knows their secret may open, written with a made-up one."""
    for pattern in (resolver or get_resolver()).url_patterns:
        strada = prima + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from con_un_segreto(pattern, strada)
        elif "segreto>" in strada:
            yield re.sub(r"<[^>]*>", "segreto", strada)


def test_the_shell_script_parses() -> None:
    assert subprocess.run(["sh", "-n", ROOT / "rilascio/ruoli.sh"], check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("docker"), reason="nessun client docker su questa macchina")
def test_the_client_itself_accepts_the_file(tmp_path: Path) -> None:
    env = dict.fromkeys(re.findall(r"\$\{(\w+):\?", TESTO), "prova") | {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["docker", "compose", "-f", ROOT / "docker-compose.yml", "config", "--quiet"],
        capture_output=True,
        text=True,
        env=env,
    )
    if "is not a docker command" in done.stderr or "unknown" in done.stderr:
        pytest.skip("il client docker non ha compose")
    assert done.returncode == 0, done.stderr


def test_a_deployment_without_secrets_does_not_start() -> None:
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "socialabs.settings"}
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], capture_output=True, text=True, cwd=ROOT, env=env
    )
    assert done.returncode != 0 and "SECRET_KEY" in done.stderr


def test_check_deploy_is_clean() -> None:
    env = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgresql:///nessuno",
        "SECRET_KEY": "".join(chr(33 + (i * 7) % 90) for i in range(80)),
        "FIELD_ENCRYPTION_KEYS": "a:" + "B" * 42 + "A=",
        "ALLOWED_HOSTS": "portale.example.org",
        "SOCIALABS_AMBIENTE": "pronto",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
    )
    assert done.returncode == 0, done.stderr
