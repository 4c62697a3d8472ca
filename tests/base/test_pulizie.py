"""What beat sweeps away, and that it calls nothing that does not exist."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from socialabs.base.giorni import adesso
from socialabs.base.tasks import elimina_sessioni_scadute
from socialabs.celery import app


@pytest.mark.django_db
def test_expired_sessions_go_and_the_others_stay() -> None:
    for chiave, giorni in (("ieri", -1), ("domani", 1)):
        Session.objects.create(session_key=chiave, session_data="", expire_date=adesso() + timedelta(days=giorni))
    elimina_sessioni_scadute()
    assert list(Session.objects.values_list("pk", flat=True)) == ["domani"]


def test_every_task_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()
    assert {voce["task"] for voce in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
