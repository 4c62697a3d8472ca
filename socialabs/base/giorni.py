"""Today and now, in Italy's time."""

from datetime import date, datetime

from django.utils import timezone


def adesso() -> datetime:
    return timezone.now()


def oggi() -> date:
    return timezone.localdate()
