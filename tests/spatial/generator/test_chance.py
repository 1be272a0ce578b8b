"""Chance is repeatable, and its own for every place."""

import numpy as np

from spatial.generator.chance import chance, scatter


def test_a_place_has_its_own_chance_whatever_was_drawn_before() -> None:
    first = chance(1, 2, 3).random(5).tolist()
    chance(1, 9, 9).random(1000)
    assert chance(1, 2, 3).random(5).tolist() == first
    assert first != chance(1, 3, 2).random(5).tolist()
    assert first != chance(2, 2, 3).random(5).tolist()


def test_scattered_numbers_are_even_and_apart() -> None:
    i, j = np.indices((200, 200))
    numbers = scatter(5, 1, i, j)
    assert numbers.min() >= 0 and numbers.max() < 1
    counts = np.histogram(numbers, 20)[0]
    assert abs(counts - 2000).max() < 200
    assert abs(np.corrcoef(numbers[:-1].ravel(), numbers[1:].ravel())[0, 1]) < 0.02
    assert not np.array_equal(numbers, scatter(5, 2, i, j))
    assert np.array_equal(numbers[7:9, 3:5], scatter(5, 1, i[7:9, 3:5], j[7:9, 3:5]))
