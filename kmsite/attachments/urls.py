"""The address of a file. The files of a page stand below the page's own address."""

from django.urls import path

from kmsite.attachments.views import file

urlpatterns = [
    path("files/<int:id>/<str:name>", file, name="file"),
]
