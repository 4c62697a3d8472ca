from django.urls import path

from socialabs.rapporti import views


app_name = "rapporti"
urlpatterns = [
    path("", views.elenco, name="elenco"),
    path("<slug:chiave>/", views.pagina, name="pagina"),
    path("<slug:chiave>/xlsx/", views.xlsx, name="xlsx"),
    path("<slug:chiave>/pdf/", views.pdf, name="pdf"),
]
