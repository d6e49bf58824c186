"""The addresses of a file. The files of a page stand below the page's own address."""

from django.urls import path

from kmsite.attachments.views.about import about
from kmsite.attachments.views.delete import delete
from kmsite.attachments.views.describe import describe
from kmsite.attachments.views.file import file, version
from kmsite.attachments.views.replace import replace, restore

urlpatterns = [
    path("files/<int:id>/", about, name="file_about"),
    path("files/<int:id>/<str:name>", file, name="file"),
    path("files/<int:id>/w<int:width>/<str:name>", file, name="file_thumbnail"),
    path("files/<int:id>/v<int:number>/<str:name>", version, name="file_version"),
    path("files/<int:id>/v<int:number>/restore/", restore, name="file_restore"),
    path("files/<int:id>/replace/", replace, name="file_replace"),
    path("files/<int:id>/describe/", describe, name="file_describe"),
    path("files/<int:id>/delete/", delete, name="file_delete"),
]
