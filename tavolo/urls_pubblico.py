"""The public page of the table and its open data: addresses that others link to, not to be changed."""

from django.urls import path

from tavolo.views import dati, pubblico


urlpatterns = [
    path("pubblico/", pubblico.home, name="pubblico"),
    path("pubblico/componenti/", pubblico.componenti, name="pubblico_componenti"),
    path("pubblico/sedute/", pubblico.sedute, name="pubblico_sedute"),
    path("pubblico/sedute.ics", pubblico.ics, name="pubblico_ics"),
    path("pubblico/sedute/<uuid:pk>/", pubblico.verbale, name="pubblico_verbale"),
    path("pubblico/sedute/<uuid:pk>/verbale.pdf", pubblico.verbale_pdf, name="pubblico_verbale_pdf"),
    path("pubblico/decisioni/", pubblico.decisioni, name="pubblico_decisioni"),
    path("pubblico/dati-aperti/", dati.pagina, name="pubblico_dati"),
    path("pubblico/dati/", dati.catalogo, name="pubblico_catalogo"),
    path("pubblico/dati/<slug:chiave>.<slug:formato>", dati.insieme, name="pubblico_insieme"),
]
