from django.urls import path

from socialabs.archivio import views


app_name = "archivio"
urlpatterns = [
    path("<uuid:pk>/", views.scarica, name="scarica"),
]
