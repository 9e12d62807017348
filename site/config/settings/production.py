"""Production is the base, as it is; this name exists so that deployments can say what they mean."""

from config.settings.base import *  # noqa: F403 -- the base, as it is
