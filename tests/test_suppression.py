"""Small groups stay hidden: from sums, from a linear program, and from two releases laid side by side."""

import numpy as np
import pytest
from suppression_tables import (
    earlier_of,
    given_away,
    random_cohort,
    table_of,
    worked_out,
    worked_out_between,
)

from followup_kit.errors import BadValue
from followup_kit.suppression import OTHERS, Sum, Table, check_minimum, merge_small, suppress

MINIMUM = 10


def small_cells(table: Table) -> np.ndarray:
    return np.array([0 < len(people) < MINIMUM for people in table.people[0]])


def a_table(seed: int, most: int) -> Table:
    rng = np.random.default_rng(seed)
    n_groups, n_periods = (int(n) for n in rng.integers(3, most, 2))
    return table_of(random_cohort(rng, n_groups, n_periods), n_groups)


def a_pair(seed: int) -> tuple[Table, Table]:
    """Return a table, and the next one: a few seekers have joined, and in every third case a few have left."""
    rng = np.random.default_rng(seed)
    n_groups = int(rng.integers(3, 5))
    cohort = random_cohort(rng, n_groups, 3)
    shuffled = rng.permutation(len(cohort.group))
    joined, left = shuffled[: rng.integers(1, 4)], shuffled[-rng.integers(1, 4) :]
    old = np.setdiff1d(shuffled, joined)
    new = shuffled if seed % 3 else np.setdiff1d(shuffled, left)
    return table_of(cohort.only(old), n_groups, old), table_of(cohort.only(new), n_groups, new)


def check_tables(tables: list[Table]) -> None:
    solved_without_more = 0
    for table in tables:
        hidden, small = suppress(table, MINIMUM), small_cells(table)
        assert hidden[small].all()
        assert worked_out(table, hidden) == []
        assert given_away(table.people[0], table.sums, hidden, MINIMUM) == []
        solved_without_more += bool(worked_out(table, small))
    # Hiding the small cells alone would not do: the attacker of this test can tell.
    assert solved_without_more > len(tables) / 2


def check_pairs(seeds: range) -> None:
    revealed_apart = 0
    for old, new in map(a_pair, seeds):
        before, alone = suppress(old, MINIMUM), suppress(new, MINIMUM)
        hidden = suppress(new, MINIMUM, [earlier_of(old, before)])
        assert worked_out(new, hidden) == []
        assert worked_out_between(old, before, new, hidden, MINIMUM) == []
        changed = [one ^ other for one, other in zip(old.people[0], new.people[0], strict=True)]
        assert given_away(changed, new.sums, hidden | before, MINIMUM) == []
        revealed_apart += bool(worked_out_between(old, before, new, alone, MINIMUM))
    # Two releases that know nothing of each other do give people away.
    assert revealed_apart > len(seeds) / 2


def test_no_hidden_value_of_random_tables_can_be_worked_out() -> None:
    check_tables([a_table(seed, most=4) for seed in range(150)])


@pytest.mark.full
def test_no_hidden_value_of_2000_random_tables_can_be_worked_out() -> None:
    check_tables([a_table(seed, most=6) for seed in range(10_000, 12_000)])


def test_no_difference_of_two_releases_gives_a_few_away() -> None:
    check_pairs(range(30))


@pytest.mark.full
def test_no_difference_of_500_pairs_gives_a_few_away() -> None:
    check_pairs(range(10_000, 10_500))


def people(*sizes: int) -> list[frozenset]:
    """Return so many people for each of some cells, all different."""
    return [frozenset(f"{at}-{number}" for number in range(size)) for at, size in enumerate(sizes)]


def one_line(*sizes: int, values: tuple[int, ...] | None = None) -> Table:
    """Return a table of a few groups and their total, which comes last."""
    counts = values or sizes
    parts = people(*sizes)
    whole = frozenset().union(*parts)
    return Table(
        np.array([*counts, sum(counts)])[:, None], [[*parts, whole]], [Sum(len(sizes), tuple(range(len(sizes))))]
    )


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    assert suppress(one_line(40, 4, 12, 30), MINIMUM).tolist() == [False, True, True, False, False]


def test_two_small_groups_that_are_small_together_take_a_third() -> None:
    assert suppress(one_line(40, 4, 5, 30), MINIMUM).tolist() == [False, True, True, True, False]


def test_small_groups_that_are_not_small_together_are_enough() -> None:
    assert suppress(one_line(40, 4, 7, 30), MINIMUM).tolist() == [False, True, True, False, False]


def test_where_there_is_nothing_else_the_total_is_hidden() -> None:
    assert suppress(one_line(4, 0, 0), MINIMUM).tolist() == [True, False, False, True]


def test_hidden_parts_of_which_nothing_is_counted_take_one_of_which_something_is() -> None:
    """A total equal to what is published would say that 0 is counted in each hidden part."""
    table = one_line(40, 4, 12, 30, values=(50, 0, 0, 20))
    assert suppress(table, MINIMUM).tolist() == [False, True, True, True, False]


def test_nothing_is_hidden_where_no_group_is_small() -> None:
    assert not suppress(one_line(40, 10, 0), MINIMUM).any()


def test_the_minimum_is_a_choice() -> None:
    table = one_line(40, 6, 30)
    assert not suppress(table, 5).any()
    assert suppress(table, 7).tolist() == [False, True, True, False]


def one_joined() -> tuple[Table, Table]:
    """Return three groups of 20, and the same when one person came to the first: 3 more are counted of them."""
    old = one_line(20, 20, 20)
    people = [each | {"new"} if at in (0, 3) else each for at, each in enumerate(old.people[0])]
    return old, Table(np.add(old.values, [[3], [0], [0], [3]]), [people], old.sums)


def test_one_who_joined_is_not_given_away_by_the_total() -> None:
    """The cell of their group would tell of it, and so would the total."""
    old, new = one_joined()
    assert not suppress(new, MINIMUM).any()
    assert suppress(new, MINIMUM, [earlier_of(old, np.zeros(4, dtype=bool))]).tolist() == [True, False, False, True]


def test_a_change_between_releases_further_back_is_minded() -> None:
    """One joined before the last release, where the cell was hidden: shown again now, it would tell of them."""
    old, new = one_joined()
    first = earlier_of(old, np.zeros(4, dtype=bool))
    second = earlier_of(new, suppress(new, MINIMUM, [first]))
    assert suppress(new, MINIMUM, [first, second])[[0, 3]].all()


def test_suppressing_leaves_the_table_alone() -> None:
    table = one_line(40, 4, 12, 30)
    values = table.values.copy()
    suppress(table, MINIMUM)
    assert (table.values == values).all()


def test_small_groups_are_merged() -> None:
    sizes = {"Nursing": 10, "Baking": 9, "": 1}
    assert merge_small(sizes, 10) == {"Nursing": "Nursing", "Baking": OTHERS, "": OTHERS}
    assert merge_small(sizes, 5) == {"Nursing": "Nursing", "Baking": "Baking", "": OTHERS}


@pytest.mark.parametrize("minimum", [4, 31, 10.0, "10", True, None])
def test_a_minimum_out_of_range_is_refused(minimum: object) -> None:
    with pytest.raises(BadValue, match="from 5 to 30"):
        check_minimum(minimum)


def test_a_table_that_gives_somebody_away_whatever_else_is_hidden_is_withheld() -> None:
    """One seeker went from the first part to the second: the total, all of it published, says nothing of that."""

    def of(first: range, second: range) -> Table:
        parts = [frozenset(map(str, first)), frozenset(map(str, second))]
        people = [[parts[0] | parts[1], *parts]]
        return Table(np.array([[len(group)] for group in people[0]]), people, [Sum(0, (1, 2))])

    old, new = of(range(15), range(15, 30)), of(range(14), range(14, 30))
    before = suppress(old, MINIMUM)
    assert not before.any()
    assert suppress(new, MINIMUM, [earlier_of(old, before)]).all()
