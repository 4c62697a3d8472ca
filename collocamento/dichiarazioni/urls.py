app_name = "dichiarazioni"
urlpatterns = []
