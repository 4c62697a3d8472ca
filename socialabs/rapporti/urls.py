from django.urls import path

from socialabs.rapporti.views import invii, istantanee, rapporti


# A word taken here is taken from the reports' keys: see registro.RISERVATE.
app_name = "rapporti"
urlpatterns = [
    path("", rapporti.elenco, name="elenco"),
    path("istantanee/", istantanee.elenco, name="istantanee"),
    path("istantanee/<uuid:pk>/", istantanee.pagina, name="istantanea"),
    path("istantanee/<uuid:pk>/xlsx/", istantanee.xlsx, name="istantanea_xlsx"),
    path("istantanee/<uuid:pk>/csv/", istantanee.csv, name="istantanea_csv"),
    path("istantanee/<uuid:pk>/pdf/", istantanee.pdf, name="istantanea_pdf"),
    path("istantanee/<uuid:pk>/approva/", istantanee.approva, name="approva"),
    path("istantanee/<uuid:pk>/confronto/", istantanee.confronto, name="confronto"),
    path("invii/", invii.elenco, name="invii"),
    path("invii/<uuid:pk>/", invii.modifica, name="invio"),
    path("invii/<uuid:pk>/stato/", invii.stato, name="invio_stato"),
    path("invii/<uuid:pk>/elimina/", invii.elimina, name="invio_elimina"),
    path("<slug:chiave>/", rapporti.pagina, name="pagina"),
    path("<slug:chiave>/xlsx/", rapporti.xlsx, name="xlsx"),
    path("<slug:chiave>/csv/", rapporti.csv, name="csv"),
    path("<slug:chiave>/pdf/", rapporti.pdf, name="pdf"),
    path("<slug:chiave>/congela/", rapporti.congela, name="congela"),
    path("<slug:chiave>/programma/", invii.programma, name="programma"),
]
