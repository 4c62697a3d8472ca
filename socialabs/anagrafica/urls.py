from django.urls import path

from socialabs.anagrafica import views


app_name = "anagrafica"
urlpatterns = [
    path("", views.territorio, name="territorio"),
    path("ente/nuovo/", views.ente_nuovo, name="ente_nuovo"),
    path("cpi/<uuid:cpi_id>/", views.cpi_comuni, name="cpi_comuni"),
    path("patroni/<slug:belfiore>/", views.patrono, name="patrono"),
    path("patroni/<slug:belfiore>/togli/", views.patrono_togli, name="patrono_togli"),
]
