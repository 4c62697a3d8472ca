from django.urls import path

from socialabs.lavori import views


app_name = "lavori"
urlpatterns = [
    path("", views.elenco, name="elenco"),
    path("<uuid:pk>/", views.dettaglio, name="dettaglio"),
    path("<uuid:pk>/avanzamento/", views.avanzamento, name="avanzamento"),
    path("<uuid:pk>/annulla/", views.annulla, name="annulla"),
]
