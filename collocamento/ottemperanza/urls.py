app_name = "ottemperanza"
urlpatterns = []
