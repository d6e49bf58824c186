"""Addresses of members: joining, leaving, roles, requests, invitations."""

from django.urls import path

from communities.views.admissions import decide, invitations, requests, take_back
from communities.views.bulk_add import add
from communities.views.join import join, leave, withdraw
from communities.views.members import members, take_out
from communities.views.mine import mine
from communities.views.rescue import rescue
from communities.views.roles import end, person, roles

_HERE = "communities/<pageslug:slug>/"

urlpatterns = [
    path("me/communities/", mine, name="mine"),
    path("leaderless/", rescue, name="rescue"),
    path(f"{_HERE}join/", join, name="join"),
    path(f"{_HERE}join/withdraw/", withdraw, name="withdraw"),
    path(f"{_HERE}leave/", leave, name="leave"),
    path(f"{_HERE}members/", members, name="members"),
    path(f"{_HERE}members/add/", add, name="add_members"),
    path(f"{_HERE}members/<str:username>/take-out/", take_out, name="take_out"),
    path(f"{_HERE}requests/", requests, name="requests"),
    path(f"{_HERE}requests/<int:number>/", decide, name="decide_request"),
    path(f"{_HERE}invitations/", invitations, name="invitations"),
    path(f"{_HERE}invitations/<int:number>/withdraw/", take_back, name="take_back_invitation"),
    path(f"{_HERE}roles/", roles, name="roles"),
    path(f"{_HERE}roles/<str:username>/", person, name="roles_of"),
    path(f"{_HERE}roles/<str:username>/end/", end, name="end_role"),
]
