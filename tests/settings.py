"""Settings of the tests: the owner makes and migrates the database, bodies run as the web role (conftest)."""

import os
import re
import tempfile


os.environ.setdefault("DEMO", "1")
# The workers that tests start find the code as it is: Django's checks are a test of their own.
os.environ["CELERY_SKIP_CHECKS"] = "1"
if "OWNER_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["OWNER_DATABASE_URL"]

# Each process of the tests has its own database on the broker too: a worker started by one takes no job of another.
if processo := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["REDIS_URL"] = re.sub(r"/\d+$", f"/{int(processo.removeprefix('gw')) + 1}", os.environ["REDIS_URL"])

from socialabs.settings import *


PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_TIMEOUT = 5
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
ACCOUNT_RATE_LIMITS = False
# A test may fall on the edge of two half minutes. Not so in a portal: the library remembers a used code for one only.
MFA_TOTP_TOLERANCE = 1
CELERY_TASK_ALWAYS_EAGER = False
# Static files are looked for when asked for: to list them all for every client took a fourteenth of the time.
WHITENOISE_AUTOREFRESH = True
# whitenoise warns of a missing folder: an empty one stands in, files come from the finders.
STATIC_ROOT = tempfile.mkdtemp(prefix="socialabs-static-")
# Playwright's synchronous API keeps an event loop running, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
