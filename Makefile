# Everything runs in .venv, which `make` sets up by itself. Needs Python 3.11 or newer, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SSG := $(BIN)/ssg

# Some images set this. Every command that a test starts would then compile all modules again: a second each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: build serve test test-slow hunt lint words bench cluster dist clean

build: $(VENV)/.site
	$(SSG) build

serve: $(VENV)/.site
	$(SSG) serve

test: $(VENV)/.dev
	$(BIN)/python -W error -m pytest -W error -n auto --dist worksteal -m "not slow" tests

# The long hunts, and what needs tools beyond Python; continuous integration runs them.
test-slow: $(VENV)/.dev
	$(BIN)/python -W error -m pytest -W error -n auto --dist worksteal -m "slow" tests

# The hunts, N times as long (4), elsewhere each time; the tests above try the same each time.
hunt: $(VENV)/.dev
	SSG_LONG_HUNTS=$(or $(N),4) $(BIN)/python -W error -m pytest -W error -n auto --dist worksteal -m "slow" tests/hunt tests/reliability

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Gathers the words that readers see from templates and code, and what is said to editors from code; compiles the
# catalogues.
words: $(VENV)/.dev
	mkdir -p .ssg
	$(BIN)/pybabel -q extract -F ssg/locale/babel.cfg -k gettext -k gettext_in:2 -k marked -o .ssg/ssg.pot --no-location --sort-output ssg templates
	$(BIN)/pybabel -q update -i .ssg/ssg.pot -d ssg/locale -D ssg --no-fuzzy-matching --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -d ssg/locale -D ssg
	PYTHONPATH=. $(BIN)/pybabel -q extract -F ssg/locale/messages.cfg -o .ssg/messages.pot --no-location --sort-output --width 120 ssg
	$(BIN)/pybabel -q update -i .ssg/messages.pot -d ssg/locale -D messages -l vi --no-fuzzy-matching --ignore-pot-creation-date --width 120
	$(BIN)/pybabel -q compile -d ssg/locale -D messages -l vi

# Other generators, side by side: Linux, with npm. `N=100000 make bench` for ssg and Hugo alone; BENCH holds more
# options of benchmarks/run.py, such as `BENCH="--only cold,noop --tools ssg,hugo"`.
bench: $(VENV)/.site
	$(BIN)/python -m benchmarks.run $(if $(N),--articles $(N)) $(BENCH)

# A Dask scheduler and N workers (4) on this machine, each in a folder of its own, until Ctrl+C.
cluster: $(VENV)/.dev
	$(BIN)/python -m benchmarks.cluster --serve $(or $(N),4)

# Wheel, source archive, ssg.pyz, Containerfile, man pages, SBOM and SHA256SUMS, in dist/: the same bytes each time.
dist: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python .ci/dist

clean:
	rm -rf $(VENV) public .ssg dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@ $(VENV)/.site
