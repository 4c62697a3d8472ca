from django.urls import path

from socialabs.utenti.views import profilo


app_name = "utenti"
urlpatterns = [
    path("profilo/", profilo.mostra, name="profilo"),
    path("appartenenza/", profilo.cambia_appartenenza, name="cambia_appartenenza"),
]
