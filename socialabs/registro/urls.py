from django.urls import path

from socialabs.registro import views


app_name = "registro"
urlpatterns = [
    path("", views.elenco, name="elenco"),
    path("scarica/", views.scarica, name="scarica"),
    path("trova-utente/", views.trova_utente, name="trova_utente"),
]
