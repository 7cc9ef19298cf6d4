# Every target sets up what it needs in .venv, once, and again when the lock it installs changes.
.DEFAULT_GOAL := help
SHELL := /bin/bash

VENV := .venv
PY := $(VENV)/bin/python
FILL := $(PY) tools/environment.py
ORACLE_PYTEST := KERAS_BACKEND=torch CONVSCOPE_ORACLES=required $(PY) -m pytest

RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
ORACLES := $(VENV)/.installed-oracles

# What checks the JavaScript comes from npm; without it, this is said and left out, but not in CI.
NODE_TOOLS := tools/javascript/node_modules
CHECK_JS := $(if $(shell command -v npm),check-javascript,no-javascript)

# A virtual environment whose Python is gone, too old or not there is made anew, and filled anew.
USABLE := import sys; print(sys.version_info >= (3, 11))
ifneq ($(shell $(PY) -c '$(USABLE)' 2>/dev/null),True)
$(RUN) $(DEV) $(ORACLES): new-venv
endif

.PHONY: help
help:  ## list the targets
	@echo "ConvScope. Targets:"
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*  ## /\t/' | sort | expand -t 12 | sed 's/^/  make /'

.PHONY: run
run: $(RUN)  ## start the app and open it in the browser
	@exec $(PY) -m streamlit run app.py

.PHONY: cluster
cluster: $(RUN)  ## start as many processes as there are cores, behind nginx
	@exec $(PY) -m tools.cluster

.PHONY: dev
dev: $(RUN)  ## start the app for those who change it: reload on save, errors in full
	@STREAMLIT_SERVER_FILE_WATCHER_TYPE=auto STREAMLIT_SERVER_RUN_ON_SAVE=true \
	    STREAMLIT_CLIENT_SHOW_ERROR_DETAILS=full exec $(PY) -m streamlit run app.py

.PHONY: check
check: lint types test  ## all that must hold before a change lands: lint, types, tests

.PHONY: lint
lint: $(DEV) $(CHECK_JS)  ## look for mistakes and unformatted code
	$(PY) -m ruff check
	$(PY) -m ruff format --check

.PHONY: check-javascript
check-javascript: $(NODE_TOOLS)
	$(NODE_TOOLS)/.bin/biome ci --error-on-warnings
	$(NODE_TOOLS)/.bin/tsc --project jsconfig.json

.PHONY: no-javascript
no-javascript:
	@echo "There is no npm here, so the JavaScript is not checked (npm comes with Node.js)." >&2
	@[ "$(CI)" != true ]

.PHONY: types
types: $(DEV)  ## check the type annotations
	$(PY) -m mypy

.PHONY: test
test: $(DEV)  ## run the tests, those in a real browser too where there is one
	$(PY) -m pytest -m "not oracle" -n 2 --dist loadgroup

.PHONY: test-thorough
test-thorough: $(DEV)  ## the same with many more random cases
	HYPOTHESIS_PROFILE=thorough $(PY) -m pytest -m "not oracle" -n 2 --dist loadgroup

# What CI does at the same time: one half drives two browsers from beginning to end, so that no core
# is without work when the other half is done. What a crowded machine broke is tried again, alone.
BROWSER_PYTEST := $(PY) -m pytest tests/browser -o cache_dir=.pytest_cache/browser
.PHONY: environments test-browser test-rest
environments: $(ORACLES)

test-browser: $(DEV)
	$(BROWSER_PYTEST) -n 2 --dist loadgroup || \
	    $(BROWSER_PYTEST) --last-failed --last-failed-no-failures none

test-rest: $(DEV)
	$(PY) -m pytest -m "not oracle and not browser" --ignore tests/browser --ignore tests/oracles

.PHONY: oracles
oracles: $(ORACLES)  ## compare with PyTorch, Keras and OpenCV (large download)
	$(ORACLE_PYTEST) tests/oracles

.PHONY: format
format: $(DEV)  ## format the code and mend what can be mended by itself
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	@[ ! -d $(NODE_TOOLS) ] || $(NODE_TOOLS)/.bin/biome check --write

.PHONY: words
words: $(DEV)  ## write every sentence on screen to words.txt, to be read aloud
	$(PY) -m tests.pages.sentences >words.txt

.PHONY: questions
questions: $(DEV)  ## write the list of questions from which an exercise is chosen
	$(PY) -m tools.question_list

.PHONY: shots
shots: $(DEV)  ## write screenshots of every page to shots/, and list what is wrong with them
	$(PY) -m tools.shots

.PHONY: share-picture
share-picture: $(DEV)  ## draw the picture that a chat shows beside a link to the app
	$(PY) -m tools.share_picture

.PHONY: figures
figures: $(DEV)  ## write all figures as files that need no server to figures/ (FIGURES=--first)
	@$(PY) -m tools.figures $(FIGURES)

.PHONY: bench
bench: $(DEV)  ## measure speed beside what make oracles installed (BENCH=--node: and JavaScript)
	@$(PY) -m tools.bench $(BENCH)

COMPILE = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --no-header $(UPGRADE)
.PHONY: lock
lock: $(DEV)  ## pin the requirements again (UPGRADE=--upgrade takes the newest)
	$(COMPILE) requirements.txt --output-file requirements.lock
	$(COMPILE) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

.PHONY: clean
clean:  ## remove the virtual environment and all caches
	rm -rf $(VENV) $(NODE_TOOLS) shots figures .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The set-up.
.PHONY: new-venv
new-venv:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    [ "$$($$python -c '$(USABLE)' 2>/dev/null)" = True ] && break || python=; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "ConvScope needs Python 3.11 or newer; python3 here: $$(python3 --version 2>/dev/null || echo none)." >&2; \
	    echo "Install a newer one, or name it: make PYTHON=/path/to/python3.12 run" >&2; exit 1; \
	fi; \
	echo "Making a virtual environment in $(VENV) with $$($$python --version)"; \
	if ! output=$$($$python -m venv --clear $(VENV) 2>&1); then \
	    rm -rf $(VENV); echo "$$output" >&2; \
	    echo "Python's venv module is missing or broken: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; \
	fi

$(RUN): requirements.lock
	@echo "Installing what the app needs (a minute or two, once)"
	@$(FILL) requirements.lock
	@touch $@

$(DEV): requirements-dev.lock requirements.lock
	@echo "Installing what the app and its tests need (a minute or two, once)"
	@$(FILL) requirements-dev.lock
	@touch $(RUN) $@

$(NODE_TOOLS): tools/javascript/package-lock.json
	@echo "Installing what checks the JavaScript"
	@npm --prefix tools/javascript ci --silent --no-audit --no-fund
	@touch $@

$(ORACLES): requirements-oracles.txt $(DEV)
	@echo "Installing PyTorch, Keras and OpenCV"
	@$(FILL) requirements-dev.lock requirements-oracles.txt
	@touch $@
