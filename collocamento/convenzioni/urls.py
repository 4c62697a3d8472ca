app_name = "convenzioni"
urlpatterns = []
