"""Where a link asks for a network that cannot be trained: the nearest one that can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cnn_core.data import Dataset
from ui.lessons.train.recipe import NONE, Recipe
from ui.lessons.train.settings import MADE_OF, recipe_of
from ui.lessons.train.words import views as say
from ui.link.view import View

LARGEST_BATCH, LARGEST_PADDING, POOLS = 256, 3, (2, 3, 4)


def nearest(recipe: Recipe, data: Dataset) -> Recipe:
    """Return a recipe that can be trained: as few settings changed as possible, and by little."""
    if not recipe.fault(data):
        return recipe
    changed = [recipe]
    for _ in range(2):
        changed = [other for one in changed for other in _neighbours(one)]
        if found := next((one for one in changed if not one.fault(data)), None):
            return found
    usual = {name: getattr(Recipe(), name) for _, name in MADE_OF}
    return replace(recipe, **usual)


def _neighbours(recipe: Recipe) -> Iterator[Recipe]:
    """Yield recipes with one setting changed: of each setting the nearest values first."""
    batch = LARGEST_BATCH
    while batch >= 1:
        if batch < recipe.batch:
            yield replace(recipe, batch=batch)
        batch //= 2
    for padding in _by_distance(range(LARGEST_PADDING + 1), recipe.padding):
        yield replace(recipe, padding=padding)
    for size in range(recipe.size - 1, 0, -1):
        yield replace(recipe, size=size)
    for stride in range(recipe.stride - 1, 0, -1):
        yield replace(recipe, stride=stride)
    if recipe.pooling == NONE:
        yield replace(recipe, pooling=Recipe.pooling)
    else:
        for pool in _by_distance(POOLS, recipe.pool):
            yield replace(recipe, pool=pool)
    if max(recipe.kernels) > 1:
        yield replace(recipe, kernels=tuple(max(1, n // 2) for n in recipe.kernels))
    if len(recipe.kernels) > 1:
        yield replace(recipe, kernels=recipe.kernels[:-1])


def _by_distance(values: range | tuple[int, ...], here: int) -> list[int]:
    return sorted((one for one in values if one != here), key=lambda one: abs(one - here))


def settle_network(view: View, data: Dataset) -> Recipe:
    """Bring a link's network to the nearest that can be trained, with a note; return its recipe.

    What a control asks for stays as it is: its reader sees what the page says of it.
    """
    asked = recipe_of(view)
    fault = asked.fault(data)
    if not fault or not view.arrived:
        return asked
    found = nearest(asked, data)
    changes = []
    for setting, name in MADE_OF:
        if getattr(found, name) == getattr(asked, name):
            continue
        before, after = (setting.write(getattr(one, name)) for one in (asked, found))
        changes.append(f"{setting.name} {after} instead of {before}")
        view.values[setting.name] = getattr(found, name)
        view.replaced.add(setting.name)
    view.notes.append(say.LINKS_NETWORK_CANNOT_BE.format(fault=fault, names=", ".join(changes)))
    return recipe_of(view)
