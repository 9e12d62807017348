"""Settings safe for production; everything an operator may change comes from the environment.

The variables are described in docs/operations.md. `config.cli` fills in what `corridor run` needs.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default="var")).resolve()
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")
INSECURE_HTTP = env.bool("INSECURE_HTTP", default=False)
DEMO = env.bool("DEMO", default=False)
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=False)

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: see docs/operations.md, or start with `corridor run`.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # while seals of certificates are made anew

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname or "localhost"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    # Ours, from the top of the house down: templates and static files of a higher room win.
    "feedback",
    "search",
    "home",
    "visits.records",
    "best_practices.progress",
    "best_practices.modules",
    "best_practices.cases",
    "best_practices.quizzes",
    "media.library",
    "media.files",
    "content",
    "accounts",
    "reference",
    "jobs",
    "audit",
    "core",
    # Wagtail and its company
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # a template of allauth asks for it
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before the session: a cached page for a stranger costs no query at all.
    "content.middleware.StrangerPageCache",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SharedComputerMiddleware",
    "accounts.middleware.ViewerMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "content.middleware.AdminAddressGuard",
    "content.middleware.KnownRoutes",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.installation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.components",
                "core.templatetags.slots",
            ],
        },
    }
]

# Database: SQLite by default, tuned for a border post that loses power (docs/decisions/006).
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'corridor.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": "core.database.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=27103364;"),
        },
        "CONN_MAX_AGE": None,  # opening a file and setting its pragmas costs more than a query
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Never per-process memory: two workers served purged pages to each other's readers.
CACHES = {
    "default": env.cache("CACHE_URL", default="dbcache://corridor_cache"),
    "pages": env.cache("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}"),
}
CACHES["pages"]["KEY_PREFIX"] = "pages"
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # a page view never writes
if CACHES["pages"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["pages"]["OPTIONS"] = {"MAX_ENTRIES": 5000}  # 300 would evict a medium site

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: a locked person is refused before the password is looked at
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email", "username*", "password1*"]  # e-mail optional: not every post has mailboxes
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already went to the address, or there is none
# Axes counts wrong passwords, by person; this one counts wrong codes, by person too: a whole post shares one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation went to the address, or there is none
MFA_TOTP_ISSUER = "Corridor"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False  # shared workstations: the session ends with the browser
ACCOUNT_FORMS = {"login": "accounts.forms.own.SignInForm"}
AXES_USERNAME_CALLABLE = "accounts.lockout.person_of"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the audit log has sign-ins; axes would keep addresses for ever
SESSION_COOKIE_AGE = 12 * 3600  # a shift
SESSION_SAVE_EVERY_REQUEST = False

# Security
SECURE_SSL_REDIRECT = not INSECURE_HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not INSECURE_HTTP else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# Languages: content in these; the interface follows the address.
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("kk", _("Kazakh"))]
UNREVIEWED_LANGUAGES = frozenset({"kk"})  # no speaker in an administration has checked these yet; readers are told
_here = Path(__file__).resolve().parent.parent
LOCALE_PATHS = [_here / "locale", _here / "borrowed"]  # ours; what libraries say in languages they do not speak
FORMAT_MODULE_PATH = "config.formats"
WAGTAIL_I18N_ENABLED = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/uploads/"
MEDIA_ROOT = DATA_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "media.files.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# Wagtail
WAGTAIL_SITE_NAME = "Corridor"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ru", "Русский")]
WAGTAILIMAGES_IMAGE_MODEL = "files.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "files.SiteDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "files.Recording",
    "AUDIO_EXTENSIONS": ["mp3", "ogg", "m4a", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.files.forms.CheckedImageForm"  # Wagtail's own field raises on rubbish
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # a 50 MP photo; a bomb has hundreds
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.files.forms.CheckedDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.search_backend"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing leaves the installation
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_SLIM_SIDEBAR = True

# Mail
_mail = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", ""), _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"corridor@{urlsplit(BASE_URL).hostname or 'localhost'}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",
    "security.W005",  # HSTS for subdomains: whose they are, we do not know
    "security.W019",  # frames: Wagtail's preview panel shows our own pages in one
    "security.W021",  # the browsers' preload list: the owner of the domain decides
]

QUIZ_GRACE_SECONDS = 30  # an answer sent in the last second is under way that long on a slow line
