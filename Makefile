# Corridor. `make` alone lists what there is; nothing is needed but make and Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help run install test test-fast test-postgres check format messages bench load tour chaos demo-reset lock venv-run venv-dev

export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DATA_DIR ?= $(CURDIR)/var

VENV := .venv
PY := $(VENV)/bin/python
# A suite or a check takes nothing from the shell that could point it at somebody's data.
CLEAN := env -u DATABASE_URL -u DATA_DIR -u BASE_URL -u SECRET_KEY -u DJANGO_SETTINGS_MODULE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: venv-run ## install what is missing, load the demo, serve http://localhost:8000 (PORT=8001 make run)
	@exec env DEMO=$${DEMO-1} INSECURE_HTTP=$${INSECURE_HTTP-1} $(PY) -m config.cli run

install: venv-dev ## only install: everything, the tools for development too

test: venv-dev ## the whole suite on SQLite, with a browser if one is found
	$(CLEAN) $(PY) -m pytest -m "not bench" $(ARGS)

test-fast: venv-dev ## the suite without the browser
	$(CLEAN) $(PY) -m pytest -m "not bench and not e2e" $(ARGS)

test-postgres: venv-dev ## the suite without the browser, on a PostgreSQL that lives for this run
	$(CLEAN) .ci/with-postgres $(PY) -m pytest -m "not bench and not e2e" $(ARGS)

check: venv-dev ## style, types, arrows between the apps, migrations, messages: all of it, then the verdict
	@$(CLEAN) .ci/check $(PY)

format: venv-dev ## put the code into its one form
	$(PY) -m ruff check --fix --quiet . || true
	$(PY) -m ruff format .

messages: venv-dev ## collect the texts to translate and compile the translations
	$(CLEAN) $(PY) manage.py messages

bench: venv-dev ## speed, queries, weight, memory and learning, each next to its bound
	$(CLEAN) $(PY) tests/bench/run.py $(ARGS)

load: venv-dev ## 200 people learn at once for five minutes (ARGS="--learners 50 --seconds 60"): errors, slowest answers
	$(CLEAN) $(PY) tests/load/run.py $(ARGS)

tour: venv-dev ## walk the site as the people of the demo and write pictures into var/tour
	$(CLEAN) $(PY) tests/e2e/tour.py $(ARGS)

chaos: venv-dev ## kill the server while scripted officers answer, count what was lost
	$(CLEAN) $(PY) tests/chaos/run.py $(ARGS)

demo-reset: venv-run ## throw the demo's database away and load it anew
	@exec env DEMO=1 INSECURE_HTTP=1 $(PY) -m config.cli prepare --fresh-demo

lock: ## write the requirement files anew from pyproject.toml, within what it allows (needs uv)
	@$(call compile_lock,,requirements.txt)
	@$(call compile_lock,--extra dev --constraint requirements.txt,requirements-dev.txt)

define compile_lock
echo "Locking $(2)"; \
uv pip compile pyproject.toml $(1) --universal --generate-hashes --no-header --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --upgrade --quiet --output-file $(2)
endef

# The virtual environment. `run` needs the few packages of production, everything else the tools too, which
# include them at the same versions: whoever has the second has the first.
venv-run:
	@.ci/venv $(VENV) requirements.txt

venv-dev:
	@.ci/venv $(VENV) requirements-dev.txt
