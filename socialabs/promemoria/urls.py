from django.urls import URLPattern


app_name = "promemoria"
urlpatterns: list[URLPattern] = []
