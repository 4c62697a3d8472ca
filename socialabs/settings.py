"""Every value has a working default for the demo and is read from the environment for a deployment."""

import sys
import tomllib
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF


BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".local")))
# Printed under every figure that leaves the portal: a deployment may add its own build to it.
VERSIONE = env("VERSIONE", default=tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"])

# A deployment must name its own secrets and hosts (a missing one stops the start with its name): only DEBUG and DEMO
# may run on throw-away ones.
_defaults = (
    {
        "SECRET_KEY": {"default": "solo-per-sviluppo-" + "x" * 50},
        "FIELD_ENCRYPTION_KEYS": {"default": "dev:" + "A" * 43 + "="},
        "ALLOWED_HOSTS": {"default": ["localhost", "127.0.0.1", "[::1]"]},
    }
    if DEBUG or DEMO
    else {"SECRET_KEY": {}, "FIELD_ENCRYPTION_KEYS": {}, "ALLOWED_HOSTS": {}}
)
SECRET_KEY = env.str("SECRET_KEY", **_defaults["SECRET_KEY"])
FIELD_ENCRYPTION_KEYS = env.str("FIELD_ENCRYPTION_KEYS", **_defaults["FIELD_ENCRYPTION_KEYS"])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", **_defaults["ALLOWED_HOSTS"])
PUBLIC_URL = env("PUBLIC_URL", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- Applications -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "socialabs.base",
    "socialabs.registro",
    "socialabs.anagrafica",
    "socialabs.utenti",
    "socialabs.archivio",
    "socialabs.posta",
    "socialabs.lavori",
    "socialabs.documenti",
    "socialabs.promemoria",
    "socialabs.rapporti",
    "collocamento",
    "collocamento.organico",
    "collocamento.posizione",
    "collocamento.provvedimenti",
    "collocamento.convenzioni",
    "collocamento.simulazioni",
    "collocamento.dichiarazioni",
    "collocamento.ottemperanza",
    "laboratori",
    "tavolo",
    "aziende",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "socialabs.base.middleware.RichiestaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "socialabs.utenti.middleware.ContestoMiddleware",
    "socialabs.utenti.middleware.SecondoFattoreMiddleware",
    "socialabs.base.middleware.SolaLetturaMiddleware",
]

ROOT_URLCONF = "socialabs.urls"
WSGI_APPLICATION = "socialabs.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "socialabs.base.processori.pagina",
                "socialabs.anagrafica.processori.ente",
                "socialabs.utenti.processori.utente",
            ],
        },
    },
]

# --- Database: the web role reads and writes, the owner changes the schema and purges ------------------------------
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "flush",
    "carica_comuni",
    "carica_demo",
    "purga_registro",
    "ricifra",
    "salva",
    "ripristina",
    "sqlmigrate",
    "pgtrigger",
}
_as_owner = len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS
_default_database = "postgresql://socialabs@/socialabs"
DATABASES = {
    "default": env.db_url_config(
        env("OWNER_DATABASE_URL", default="")
        if _as_owner and env("OWNER_DATABASE_URL", default="")
        else env("DATABASE_URL", default=_default_database)
    )
}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
}
DATABASE_WEB_ROLE = env("DATABASE_WEB_ROLE", default="socialabs_web")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# --- Celery: late acknowledgement, so tasks must be idempotent; no result backend, rows hold the outcome ------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = env.int("TASK_SOFT_SECONDS", default=3300)
CELERY_TASK_TIME_LIMIT = env.int("TASK_HARD_SECONDS", default=3600)
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 4000}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Rome"
CELERY_BEAT_SCHEDULE = {
    "battito": {"task": "socialabs.lavori.tasks.batti", "schedule": 30.0},
    "lavori-fermi": {"task": "socialabs.lavori.tasks.riprendi_fermi", "schedule": 120.0},
    "posta-ferma": {"task": "socialabs.posta.tasks.riprendi_ferma", "schedule": 120.0},
    "posta-vecchia": {"task": "socialabs.posta.tasks.elimina_vecchia", "schedule": 24 * 3600.0},
    "lavori-vecchi": {"task": "socialabs.lavori.tasks.elimina_vecchi", "schedule": 24 * 3600.0},
    "moduli-inviati": {"task": "socialabs.base.tasks.elimina_chiavi_idempotenza", "schedule": 24 * 3600.0},
    "sessioni-scadute": {"task": "socialabs.base.tasks.elimina_sessioni_scadute", "schedule": 24 * 3600.0},
    "inviti-vecchi": {"task": "socialabs.utenti.tasks.elimina_inviti_vecchi", "schedule": 24 * 3600.0},
    "rapporti-programmati": {"task": "socialabs.rapporti.tasks.invia_programmati", "schedule": 300.0},
    "promemoria": {"task": "socialabs.promemoria.tasks.turno", "schedule": 120.0},
    "promemoria-vecchi": {"task": "socialabs.promemoria.tasks.elimina_vecchie", "schedule": 24 * 3600.0},
    "verbali-taciuti": {"task": "tavolo.tasks.approva_per_silenzio", "schedule": 3600.0},
    "episodi": {"task": "collocamento.posizione.tasks.ricalcola_episodi", "schedule": crontab(hour=1, minute=30)},
    "archivio-scaduto": {"task": "socialabs.archivio.tasks.elimina_scaduti", "schedule": 3600.0},
}

# --- People ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "utenti.Utente"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "socialabs.utenti.adattatori.ContoAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "socialabs.utenti.adattatori.SecondoFattoreAdapter"
MFA_FORMS = {
    "add_webauthn": "socialabs.utenti.forms_chiavi.AggiungiChiaveForm",
    "edit_webauthn": "socialabs.utenti.forms_chiavi.RinominaChiaveForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "SOCIALABS"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "base:cruscotto"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- Language and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"
USE_THOUSAND_SEPARATOR = False

# --- Static and private files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "file"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
ARCHIVIO_DIR = Path(env("ARCHIVIO_DIR", default=str(DATA_DIR / "archivio")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
PAGE_SIZE = 25

# --- Mail: a row first, then the worker sends it through the real backend --------------------------------------------
EMAIL_BACKEND = "socialabs.posta.backend.CodaPosta"
POSTA = env.email_url("EMAIL_URL", default="dummymail://" if DEMO or DEBUG else "smtp://localhost:25")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="SOCIALABS <socialabs@example.org>")

# --- Security --------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
_https = env.bool("HTTPS", default=not (DEBUG or DEMO))
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
# How many proxies of ours stand in front: without it every request seems to come from the nearest one, and the limits
# on sign-in attempts would be shared by all.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https

# --- Import of the returns: limits on what is accepted -----------------------------------------------------------
PROSPETTI_MAX_XML_BYTES = env.int("PROSPETTI_MAX_XML_BYTES", default=20 * 1024**2)
PROSPETTI_MAX_UNPACKED_BYTES = env.int("PROSPETTI_MAX_UNPACKED_BYTES", default=4 * 1024**3)
PROSPETTI_MAX_RATIO = env.int("PROSPETTI_MAX_RATIO", default=200)
PROSPETTI_MAX_ENTRIES = env.int("PROSPETTI_MAX_ENTRIES", default=200_000)

# --- Electronic seal of the documents: without a certificate nothing is sealed nor claimed -------------------------
SIGILLO_PKCS12 = env("SIGILLO_PKCS12", default="")
SIGILLO_PASSWORD = env("SIGILLO_PASSWORD", default="")
SIGILLO_TSA_URL = env("SIGILLO_TSA_URL", default="")

# --- The table's open data: under which licence, from which day ------------------------------------------------------
TAVOLO_LICENZE = Path(env("TAVOLO_LICENZE", default=str(BASE_DIR / "tavolo" / "dati" / "licenze.toml")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"riga": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "riga"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
