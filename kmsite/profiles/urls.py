"""Addresses of what people say of themselves; what others see of it stands at `/people/`."""

from django.urls import path

from kmsite.profiles.views.mine import profile, still_holds

app_name = "profiles"

urlpatterns = [
    path("me/profile/", profile, name="mine"),
    path("me/profile/confirm/", still_holds, name="confirm"),
]
