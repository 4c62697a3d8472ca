from django.urls import include, path


app_name = "tavolo"
urlpatterns = [path("", include("tavolo.urls_verbali"))]
