"""How allauth behaves here: nobody signs up by themselves, they are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ContoAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
