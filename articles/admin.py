"""Articles in the admin: a list to search; they are written on the site."""

from django.contrib import admin

from articles.models import Article
from kmsite.pages.admin import PageAdmin

admin.site.register(Article, PageAdmin)
