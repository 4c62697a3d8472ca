from django.urls import path

from socialabs.posta import views


app_name = "posta"
urlpatterns = [
    path("", views.elenco, name="elenco"),
    path("<uuid:pk>/", views.dettaglio, name="dettaglio"),
    path("<uuid:pk>/reinvia/", views.reinvia, name="reinvia"),
]
