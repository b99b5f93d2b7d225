"""What ``import followup_kit as fk`` gives, and that its examples run as they are printed."""

import doctest
import importlib
import inspect
import pkgutil

import pandas as pd
import pytest

import followup_kit as fk

PUBLIC = [getattr(fk, name) for name in fk.__all__] + [getattr(fk.charts, name) for name in fk.charts.__all__]
MODULES = [each.name for each in pkgutil.walk_packages(fk.__path__, "followup_kit.") if "__main__" not in each.name]


def examples(thing, named: str, module) -> list[doctest.DocTest]:
    return [found for found in doctest.DocTestFinder().find(thing, named, module=module) if found.examples]


def run(test: doctest.DocTest, names: dict) -> str:
    """Return what went wrong in an example that knows these names alone."""
    said: list[str] = []
    test.globs = dict(names)
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    return "".join(said)


@pytest.mark.parametrize("name", fk.__all__)
def test_what_it_names_is_there_and_says_what_it_is(name):
    assert (getattr(fk, name).__doc__ or "").strip()
    assert f"`{name}`" in fk.__doc__ or name in ("BadValue", "ColumnError", "LogFileError", "NotFound", "Log", "Tally")


def test_functions_named_like_their_modules_stay_functions():
    """Once a module is loaded, it would stand in the place of a function that was not there before."""
    for module in MODULES:
        importlib.import_module(module)
    assert [name for name in fk.__all__ if name not in ("charts", "panels") and not callable(getattr(fk, name))] == []


def test_public_examples_run_as_printed():
    """After ``import followup_kit as fk`` and ``import pandas as pd``, as a reader of ``help`` would try them."""
    tests = [
        test
        for thing in PUBLIC
        if not inspect.ismodule(thing)
        for test in examples(thing, thing.__name__, inspect.getmodule(thing))
    ]
    assert len(tests) > 25
    assert [said for test in tests if (said := run(test, {"fk": fk, "pd": pd}))] == []


def test_examples_of_the_inside_run_where_they_stand():
    public = {(thing.__module__, thing.__qualname__) for thing in PUBLIC if not inspect.ismodule(thing)}
    wrong = []
    for module in map(importlib.import_module, MODULES):
        for test in examples(module, module.__name__, module):
            name = test.name.removeprefix(f"{module.__name__}.")
            if not public & {(module.__name__, name), (module.__name__, name.partition(".")[0])}:
                wrong.append(run(test, vars(module)))
    assert list(filter(None, wrong)) == []
