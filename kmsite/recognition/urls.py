"""Addresses of thanks and receipts; those below an article or a term lead here."""

from django.urls import path

from kmsite.recognition.views.mine import mine
from kmsite.recognition.views.thank import take_back, thank_comment, thank_page
from kmsite.recognition.views.use import use_comment, use_page

app_name = "recognition"

urlpatterns = [
    path("p/<int:id>/thank/", thank_page, name="thank_page"),
    path("c/<int:id>/thank/", thank_comment, name="thank_comment"),
    path("thanks/<int:id>/take-back/", take_back, name="take_thanks_back"),
    path("p/<int:id>/used/", use_page, name="use_page"),
    path("c/<int:id>/used/", use_comment, name="use_comment"),
    path("me/recognition/", mine, name="mine"),
]
