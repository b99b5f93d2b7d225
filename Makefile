# Needs Python 3.11 or newer and make. Without make, README.md has the same steps by hand.
PYTHON ?= python3
VENV ?= .venv
FOLDER ?=
CONSTRAINTS ?=
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet $(if $(CONSTRAINTS),-c $(CONSTRAINTS))
# A file of tests stays in one process: several run at once, one for each core.
PYTEST = $(BIN)/python -m pytest -q -p no:nbval -n auto --dist loadfile

.PHONY: lab test test-full bench clean

lab: $(VENV)/.kit-is-installed
	@$(BIN)/python -m followup_kit lab $(if $(FOLDER),"$(FOLDER)")

test: $(VENV)/.tests-are-installed
	$(PYTEST) -m "not browser and not full"
	$(PYTEST) -m "browser and not full"

test-full: $(VENV)/.tests-are-installed
	FUZZ=long $(PYTEST) -m "not browser"
	$(PYTEST) -m "browser"

bench: $(VENV)/.benchmarks-are-installed
	@missed=0; for script in tests/benchmarks/bench_*.py; do \
	  echo "$$script"; $(BIN)/python $$script || missed=1; done; exit $$missed

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis build dist

# A second run finds these files and installs nothing, until pyproject.toml changes.
$(VENV)/.kit-is-installed: pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing Follow-up Kit into $(VENV): a minute or two, the first time only, without a word until it is done."
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.tests-are-installed: pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing Follow-up Kit and what its tests need into $(VENV): a minute or two, the first time only."
	@$(INSTALL) --editable ".[test]"
	@touch $@ $(VENV)/.kit-is-installed

$(VENV)/.benchmarks-are-installed: $(VENV)/.tests-are-installed
	@$(INSTALL) --editable ".[test,bench]"
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
	  echo "Follow-up Kit needs Python 3.11 or newer, and '$(PYTHON)' is not. Install one from python.org,"; \
	  echo "or name the one you have: make lab PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make the environment $(VENV)."; \
	  echo "On Debian and Ubuntu install the missing part with: sudo apt install python3-venv"; exit 1; }
