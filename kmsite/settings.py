"""Settings of the site; what differs between installations comes from the environment."""

import os
from pathlib import Path

from kmsite import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_file(Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env"))
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", VAR_DIR / "secret-key")
SITE_NAME = env.text("SITE_NAME", "Commonplace")
READING = env.choice("READING", ["public", "signed-in"])
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, low=1, high=65535)
BASE_URL = env.web_address("BASE_URL", f"http://127.0.0.1:{PORT}")
HTTPS = BASE_URL.startswith("https://")
WEB_WORKERS = env.number("WEB_WORKERS", min(os.cpu_count() or 1, 4), low=1, high=64)  # processes
WEB_THREADS = env.number("WEB_THREADS", 8, low=1, high=64)  # in each of them
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", [env.host_of(BASE_URL), "localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "kmsite",
    "kmsite.accounts",
    "kmsite.pages",
    "kmsite.talk",
    "kmsite.attachments",
    "kmsite.search",
    "kmsite.profiles",
    "kmsite.recognition",
    "kmsite.stewardship",
    "kmsite.reading_room",
    "kmsite.transfer",
    "kmsite.harvest",
    "articles",
    "glossary",
    "communities",
    "kmsite.culture",
    "kmsite.gaps",
    "import_export",
    "allauth",
    "allauth.account",
    "taggit",
    "kmsite.accounts.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "kmsite.middleware.head.HeadMiddleware",
    "kmsite.middleware.request_id.RequestIdMiddleware",
    "kmsite.middleware.not_kept.NotKeptMiddleware",
    "kmsite.middleware.unlisted.UnlistedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kmsite.reading_room.middleware.ReadingRoomMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kmsite.middleware.person.PersonMiddleware",
    "kmsite.middleware.view_as.ViewAsMiddleware",
    "kmsite.middleware.time_zone.TimeZoneMiddleware",
    "kmsite.middleware.reading_gate.ReadingGateMiddleware",
    "kmsite.middleware.too_fast.TooFastMiddleware",
    "kmsite.middleware.moved.MovedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "kmsite.urls"
WSGI_APPLICATION = "kmsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kmsite.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": env.database("DATABASE_URL")
    or {"ENGINE": "kmsite.embedded_postgres", "NAME": "commonplace", "DIRECTORY": VAR_DIR / "postgres"}
}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
WEB_DATABASE_OPTIONS = "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=15s"
CACHES = {"default": env.cache("CACHE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "kmsite.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
TRASH_DAYS = env.number("TRASH_DAYS", 30, low=0, high=36_500)  # 0: nothing is deleted by itself
REGISTRATION = env.choice("REGISTRATION", ["closed", "open"])
RECOGNITION = env.choice("RECOGNITION", ["on", "off"]) == "on"  # thanks and receipts
ACCOUNT_ADAPTER = "kmsite.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "kmsite.accounts.entrance.SignInForm",
    "signup": "kmsite.accounts.entrance.RegistrationForm",
    "add_email": "kmsite.accounts.entrance.NewAddressForm",
    "change_password": "kmsite.accounts.entrance.ChangePasswordForm",
    "reset_password": "kmsite.accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "kmsite.accounts.entrance.NewPasswordForm",
    "reauthenticate": "kmsite.accounts.entrance.ConfirmPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if REGISTRATION == "open" else "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.partition(":")[0]

# This server does not speak TLS itself: with an https address there is always a proxy in front.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", int(HTTPS), low=0, high=9)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000 if HTTPS else 0, low=0, high=99_999_999)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "kmsite.views.expired.expired"
# Subdomains and the browsers' preload list are for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

vars().update(env.mail("EMAIL_URL"))
SENDS_MAIL = env.sends_mail("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"{SITE_NAME} <wiki@{env.host_of(BASE_URL)}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

LANGUAGE_CODE = "en"
TIME_ZONE = env.time_zone("TIME_ZONE")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kmsite.assets.JoinedStaticFiles"},
}
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
MAX_ATTACHMENT_SIZE = env.number("MAX_ATTACHMENT_MB", 20, low=1, high=1024) * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # bytes: a text far too long still comes back to its writer
FILE_UPLOAD_HANDLERS = [
    "kmsite.attachments.receiving.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TAGGIT_CASE_INSENSITIVE = True
TERM_LINKS = env.number("TERM_LINKS", 30, low=0, high=1000)  # on one page
PAGE_KINDS = [
    "articles.kind.ArticleKind",
    "glossary.kind.TermKind",
    "communities.kinds.CommunityKind",
    "communities.kinds.DiscussionKind",
    "communities.kinds.EventKind",
    "kmsite.talk.kind.CommentKind",
]
LOOKED_AFTER_BY = ["kmsite.stewardship.reading.COMMUNITIES"]  # SQL: page, community
LOOKED_AFTER = ["kmsite.stewardship.reading.PAGES", "glossary.kind.STEWARDED"]  # SQL: page
TEXTS_BESIDE = ["kmsite.talk.forgetting.COMMENTS"]
SEARCH_LANGUAGE = env.text("SEARCH_LANGUAGE", "english")  # a text search configuration of Postgres

# How often, in how many seconds; who is missing has no limit. docs/permissions.md has them as a table.
_LIMITS = {
    "edit": {"new": (8, 60), "user": (90, 60), "trusted": (300, 60)},
    "create": {"new": (4, 60), "user": (20, 60), "trusted": (100, 60)},
    "rename": {"new": (2, 120), "user": (8, 60), "trusted": (30, 60)},
    "upload": {"new": (8, 60), "user": (30, 60)},
    "comment": {"new": (4, 60), "user": (30, 60)},
    "settle": {"new": (4, 60), "user": (30, 60)},  # resolve, reopen, accept an answer
    "thank": {"new": (4, 60), "user": (30, 60)},
    "report": {"new": (4, 60), "user": (30, 60)},
    "join": {"new": (4, 60), "user": (20, 60)},
    "ask": {"new": (4, 60), "user": (20, 60), "trusted": (100, 60)},  # to be let in; invite, take out
    "appoint": {"new": (4, 60), "user": (30, 60), "trusted": (100, 60)},  # to a role, as a steward
    "shelve": {"new": (8, 60), "user": (60, 60), "trusted": (300, 60)},
    # Counted by kmsite.pages.counts.counting, of strangers by network address:
    "answer": {"new": (10, 60), "user": (30, 60)},  # who comes to an event, who has a question too
    "propose": {"new": (4, 60), "user": (20, 60)},  # terms, and changes of terms
    "preview": {"new": (20, 60), "user": (60, 60)},
    "search": {"new": (30, 60), "user": (120, 60)},
    "live": {"new": (150, 60), "user": (300, 60)},  # looks at what answers while one question is typed
    "similar": {"new": (60, 60), "user": (120, 60)},  # looked up while a question is typed
    "suggest": {"new": (300, 60), "user": (600, 60)},  # names, while they are typed
    "export": {"new": (0, 3600), "user": (2, 3600), "trusted": (10, 3600)},
    "import": {"new": (0, 3600), "user": (2, 3600), "trusted": (10, 3600)},
    "bytes": {"new": (100 * 1024**2, 3600), "user": (1024**3, 3600)},  # uploaded
    "tell": {"new": (100, 3600), "user": (1000, 3600), "trusted": (5000, 3600)},  # people, by notices
}
LIMITS = env.limits("LIMITS", _LIMITS)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "upgrade-insecure-requests": HTTPS,
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "kmsite.logs.TextLine"},
        "json": {"()": "kmsite.logs.JsonLine"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": env.choice("LOG_FORMAT", ["text", "json"])}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},  # what is refused in good order (4xx) is no news
        "kmsite": {"level": "INFO"},
        "articles": {"level": "INFO"},
        "glossary": {"level": "INFO"},
        "communities": {"level": "INFO"},
    },
}
