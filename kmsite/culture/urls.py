"""Addresses of the culture shift: the exercise alone, rounds of communities, rounds of the organisation."""

app_name = "culture"
urlpatterns: list = []
