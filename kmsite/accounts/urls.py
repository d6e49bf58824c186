"""Addresses about accounts: of django-allauth's pages only those we use and dress."""

from allauth.account import views as allauth
from django.urls import path, re_path

from kmsite.accounts.views.inviting import invitation, invitations, revoke
from kmsite.accounts.views.sessions import sign_out_everywhere
from kmsite.accounts.views.setting_up import first_steps, set_up

urlpatterns = [
    path("accounts/login/", allauth.login, name="account_login"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/signup/", allauth.signup, name="account_signup"),
    path("accounts/reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("accounts/email/", allauth.email, name="account_email"),
    path(
        "accounts/confirm-email/",
        allauth.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("accounts/confirm-email/<str:key>/", allauth.confirm_email, name="account_confirm_email"),
    path("accounts/password/change/", allauth.password_change, name="account_change_password"),
    path("accounts/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("accounts/sign-out-everywhere/", sign_out_everywhere, name="sign_out_everywhere"),
    path("setup/<str:token>/", set_up, name="set_up"),
    path("welcome/", first_steps, name="first_steps"),
    path("invitations/", invitations, name="invitations"),
    path("invitations/<int:pk>/revoke/", revoke, name="revoke_invitation"),
    path("invitation/<str:token>/", invitation, name="invitation"),
]
