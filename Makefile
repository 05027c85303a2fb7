# Two commands: `make run` serves a lived-in demo restaurant, `make test` sets everything up and passes the tests.
PYTHON ?= python3
PY := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.PHONY: run test bench acceptance setup lock clean

setup: .venv/.runtime static/dist/manifest.json

.venv/.runtime: requirements.txt
	@echo "[1/4] Python environment …"
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.development: .venv/.runtime requirements-dev.txt
	@echo "[2/4] Test tools …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

static/dist/manifest.json: .venv/.runtime package-lock.json $(shell find static -path static/dist -prune -o -type f -print 2>/dev/null)
	@echo "[3/4] Browser code …"
	@$(PY) -m app.assets

run: setup
	@echo "[4/4] Database and demo …"
	@$(PY) -m flask --app wsgi demo
	@$(PY) -m gunicorn -k gevent -w 1 --worker-connections 5000 --no-control-socket --graceful-timeout 5 --keep-alive 75 -b $(HOST):$(PORT) wsgi:app

test: setup .venv/.development
	@$(PY) -m tests.setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports
	@$(PY) -m pytest -q -n 4

bench: setup .venv/.development
	@$(PY) -m bench

acceptance: setup .venv/.development
	@$(PY) -m tests.setup
	@$(PY) -m tests.acceptance $(SECTION)

clean:
	rm -rf .venv node_modules static/dist var
