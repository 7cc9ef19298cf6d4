"""A run can be stepped, advanced, kept, brought back and saved, and tells what goes wrong."""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnn_core.data.datasets import Examples, digits
from cnn_core.io import load_run, save_run, saved_link
from cnn_core.io.runs import layer_from, layer_settings
from cnn_core.nn import (
    LAYERS,
    OPTIMISERS,
    SGD,
    Activation,
    Adam,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPool2D,
    Network,
    ReLU,
    accuracy,
)
from cnn_core.training import GUARDS, Record, Run
from cnn_core.training.diagnostics import DEAD, PATIENCE, WINDOW, dead_share, troubles
from cnn_core.training.run import KEPT, LOOK


def blobs(count: int = 120, seed: int = 0) -> Examples:
    """Draw pictures whose class is the quarter that is bright."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 4, count)
    pixels = rng.integers(0, 60, (count, 1, 8, 8), dtype=np.uint8)
    for picture, label in zip(pixels, labels, strict=True):
        row, col = divmod(int(label), 2)
        picture[0, 4 * row : 4 * row + 4, 4 * col : 4 * col + 4] += 120
    return Examples(pixels, labels)


def network(seed: int = 0) -> Network:
    layers = [Conv2D(4), BatchNorm(), ReLU(), MaxPool2D(), Flatten(), Dropout(0.2), Dense(4)]
    return Network(layers, (1, 8, 8), np.random.default_rng(seed))


def start(seed: int = 0, **options: Any) -> Run:
    return Run(blobs(), seed=seed, network=network(seed), **options)


def test_the_same_settings_give_the_same_losses_bit_for_bit() -> None:
    first, again, other = start(1), start(1), start(2)
    first.advance(40)
    for _ in range(40):
        again.step()
    other.advance(40)
    assert first.record == again.record
    np.testing.assert_array_equal(first.network.values, again.network.values)
    assert first.record.losses != other.record.losses
    assert first.record.losses[-1] < first.record.losses[0]


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_snapshot_at_any_step_goes_on_as_if_nothing_had_been(name: str) -> None:
    run = start(optimiser=OPTIMISERS[name]())
    for steps in (0, 1, 60):
        run.advance(steps)
        kept = run.snapshot()
        expected = run.advance(15)
        run.restore(kept)
        assert (run.steps, run.seen) == (kept.steps, kept.seen)
        assert run.advance(15) == expected
        run.restore(kept)
    other = start(optimiser=OPTIMISERS[name]())
    other.restore(kept)
    assert other.advance(15) == expected


@pytest.mark.parametrize("optimiser", [Adam(1e-2), SGD(0.05, momentum=0.9)])
@pytest.mark.parametrize("as_file", [False, True])
def test_a_saved_run_goes_on_where_it_was(tmp_path: Path, optimiser: Any, as_file: bool) -> None:
    run = start(3, optimiser=optimiser, batch=7)
    run.advance(LOOK + 3)
    target: Any = tmp_path / "run.npz" if as_file else io.BytesIO()
    save_run(run, target)
    if not as_file:
        target.seek(0)
    again = load_run(target, blobs())
    assert again.record == run.record
    assert again.advance(20) == run.advance(20)
    assert again.optimiser == run.optimiser


def test_a_saved_run_tells_where_it_was_shown() -> None:
    file = io.BytesIO()
    save_run(start(), file, {"rate": "0.1"})
    assert saved_link(io.BytesIO(file.getvalue())) == {"rate": "0.1"}
    assert saved_link(io.BytesIO(saved())) == {}
    assert saved_link(io.BytesIO(b"no run")) is None
    with pytest.raises(ValueError, match="newer version"):
        saved_link(changed(version=np.array(99)))


def saved() -> bytes:
    file = io.BytesIO()
    run = start()
    run.advance(2)
    save_run(run, file)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"hello", saved()[:-30], saved()[: len(saved()) // 2]])
def test_a_file_that_is_no_run_or_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a saved run, or was cut off"):
        load_run(io.BytesIO(content), blobs())


def changed(**parts: Any) -> io.BytesIO:
    """Save a run with some arrays or settings replaced."""
    with np.load(io.BytesIO(saved())) as found:
        arrays: dict[str, Any] = {name: found[name] for name in found.files}
    settings = json.loads(str(arrays["settings"]))
    for name, value in parts.items():
        (settings if name in settings else arrays)[name] = value
    arrays["settings"] = parts.get("settings", np.array(json.dumps(settings)))
    file = io.BytesIO()
    np.savez(file, **arrays)
    file.seek(0)
    return file


@pytest.mark.parametrize(
    "parts, reason",
    [
        ({"format": np.array("other")}, "not a saved run"),
        ({"version": np.array(99)}, r"newer version \(format 99\): this one reads 1"),
        ({"layers": [{"layer": "dense", "units": 10**9}]}, "its layers have"),
        ({"layers": [{"layer": "magic"}]}, "there is no layer 'magic': use"),
        ({"layers": [{"layer": "dense", "wings": 2}]}, "unexpected keyword"),
        ({"optimiser": ["magic", {}]}, "do not fit"),
        ({"network.values": np.zeros(3, np.float32)}, "the file holds 3"),
        ({"optimiser.mean": np.zeros(3, np.float32)}, "the optimiser's mean has shape"),
        ({"seen": 33}, "33 pictures are not 2 batches of 16"),
        ({"settings": np.array("[]")}, "cannot be read"),
        ({"settings": np.array("{")}, "cannot be read"),
        ({"settings": np.array("[" * 100_000)}, "cannot be read"),
        ({"settings": np.array("{}" + " " * (1 << 20))}, "cannot be read"),
        ({"version": np.array(math.inf)}, "not a saved run"),
        ({"seed": math.inf}, "do not fit"),
        ({"seed": -1}, "do not fit"),
        ({"batch": 10**9}, "more memory"),
        ({"updates": -1}, "updates cannot be"),
        ({"updates": math.inf}, "updates cannot be"),
        ({"names": ["a"]}, "4 classes have as many names"),
        ({"optimiser": ["adam", {"learning_rate": "x"}]}, "do not fit"),
        ({"optimiser": ["adam", {"beta1": 1}]}, "do not fit"),
        ({"losses": np.array(["a", "b"])}, "losses holds <U1, not real numbers"),
        ({"dead": np.array([[math.inf, 0]])}, "do not fit"),
        ({"network.values": np.zeros(196, np.int64)}, "holds int64, not real numbers"),
        ({"optimiser.mean": np.zeros(196, complex)}, "holds complex128, not real numbers"),
        ({"data": "0"}, "trained on other pictures"),
    ],
)
def test_a_file_that_does_not_fit_says_why(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        load_run(changed(**parts), blobs())


@pytest.mark.parametrize(
    "greedy, weights",
    [
        ([{"layer": "conv2d", "filters": 1, "kernel": 1, "padding": 30_000}], 2),
        ([{"layer": "avg_pool2d", "size": 60_000, "padding": 30_000, "stride": 60_000}], 0),
        ([{"layer": "conv_transpose2d", "filters": 1, "stride": 9_000, "padding": 31_000}], 5),
    ],
)
def test_a_file_that_asks_for_much_memory_gets_none(
    greedy: list[dict[str, Any]], weights: int
) -> None:
    layers = [*greedy, {"layer": "global_avg_pool"}, {"layer": "dense", "units": 4}]
    values = np.zeros(weights + 8, np.float32)
    with pytest.raises(ValueError, match="more memory than a run may"):
        load_run(changed(layers=layers, **{"network.values": values}), blobs())


def test_a_run_is_saved_under_the_very_name_that_was_given(tmp_path: Path) -> None:
    run = start(names=("a", "b", "c", "d"))
    save_run(run, tmp_path / "my run")
    assert [path.name for path in tmp_path.iterdir()] == ["my run"]
    assert load_run(str(tmp_path / "my run"), blobs()).record == run.record
    with pytest.raises(FileNotFoundError):
        load_run(tmp_path / "another.npz", blobs())


def test_a_saved_run_needs_the_pictures_it_was_trained_on() -> None:
    with pytest.raises(ValueError, match="other pictures"):
        load_run(io.BytesIO(saved()), blobs(seed=1))


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_can_be_written_down(name: str) -> None:
    layer = LAYERS[name]()
    again = layer_from(json.loads(json.dumps(layer_settings(layer))))
    assert again == layer
    assert type(again) is type(layer)


def test_a_class_made_from_an_activation_comes_back_as_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dataclass
    class Scaled(Activation):
        factor: float = 2.0

    monkeypatch.setitem(LAYERS, "scaled", Scaled)
    layer = Scaled("tanh", 3.0)
    assert layer_from(layer_settings(layer)) == layer


def test_an_epoch_shows_every_picture_once() -> None:
    run = start(batch=10)
    run.advance(12)
    assert run.epoch == 1
    rows = run.data.shuffled(run.seed, 0, 120)
    assert sorted(rows.tolist()) == list(range(120))


def test_a_data_set_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"takes images \(1, 28, 28\) of 10 classes"):
        Run(blobs())
    with pytest.raises(ValueError, match="use 1 or more"):
        start(batch=0)
    with pytest.raises(ValueError, match=r"batch is a whole number, at least 1, not 2\.5"):
        start(batch=2.5)


def test_a_learning_rate_far_too_large_ends_in_no_number_and_there_is_a_way_back() -> None:
    run = Run(blobs(), network=toy(), optimiser=SGD(1e20))
    steps = run.advance(50)
    assert len(steps) < 50
    (trouble,) = [one for one in run.troubles() if one.kind == "not-a-number"]
    assert trouble.step == run.steps
    assert not math.isfinite(run.record.losses[trouble.step - 1])
    with pytest.raises(ValueError, match="last good state"):
        run.step()
    good = run.last_good(trouble)
    assert good.steps < trouble.step
    run.restore(good)
    run.optimiser = SGD(0.1)
    assert all(math.isfinite(step.loss) for step in run.advance(20))
    assert not run.troubles()


def toy() -> Network:
    layers = [Conv2D(4), ReLU(), MaxPool2D(), Flatten(), Dense(4)]
    return Network(layers, (1, 8, 8), np.random.default_rng(0))


def test_divergence_is_a_loss_above_chance_after_it_was_below() -> None:
    good, bad = [0.5] * 100, [3.0] * PATIENCE
    found = {t.kind: t.step for t in troubles(Record(math.log(10), [*good, *bad]))}
    assert found["divergence"] == 101
    lucky = [0.5, *[9e30] * 30, 0.5, *[4.0] * 9]
    assert [t.step for t in troubles(Record(math.log(10), [*good, *lucky]))] == [102]
    assert not troubles(Record(math.log(10), [*good, *bad[: PATIENCE // 2]]))
    assert not troubles(Record(math.log(10), [*good, *bad, *good]))
    assert not troubles(Record(math.log(10), [*good, 1e30, *good[:10]]))
    assert not troubles(Record(math.log(10), [4.0] * 100))


def test_a_run_that_diverges_goes_back_to_before_it_did() -> None:
    run = Run(blobs(), network=toy(), optimiser=SGD(0.1))
    run.advance(3 * LOOK)
    run.optimiser.learning_rate = 30.0
    while not any(t.kind == "divergence" for t in run.troubles()):
        assert run.steps < 1000
        run.advance(10)
    (trouble,) = [t for t in run.troubles() if t.kind == "divergence"]
    assert trouble.step > 3 * LOOK
    assert run.last_good(trouble).steps == 3 * LOOK
    run.restore(run.last_good(trouble))
    run.optimiser.learning_rate = 0.1
    assert run.advance(5)[-1].loss < 1
    assert not run.troubles()


def test_dead_relus_are_counted_by_map() -> None:
    net, images = toy(), np.random.default_rng(0).random((1, 8, 8, 5), np.float32)
    net.layers[0].parameters["b"][...] = [-100, 0, -100, -100]
    net.layers[0].parameters["w"][1] = 1
    assert dead_share(net, images) == 3 / 4
    run = Run(blobs(), network=net)
    (trouble,) = run.troubles()
    assert (trouble.kind, trouble.step, trouble.amount) == ("dead-relus", 0, 3 / 4)
    record = Record(2.3, dead=[(0, 0.1), (50, DEAD), (100, 0.9)])
    assert [t.step for t in troubles(record)] == [50]


def test_a_plateau_is_a_loss_that_stays_high() -> None:
    falling = np.linspace(2.3, 1.5, 2 * WINDOW).tolist()
    (trouble,) = troubles(Record(math.log(10), [*falling, *[1.5] * (2 * WINDOW)]))
    assert trouble.kind == "plateau"
    assert trouble.step == 2 * WINDOW + 1
    assert not troubles(Record(math.log(10), falling))
    assert not troubles(Record(math.log(10), [0.1] * 1000))


def test_every_guard_is_silent_at_the_start_and_in_good_training() -> None:
    run = start()
    assert run.troubles() == []
    run.advance(4 * LOOK)
    assert run.troubles() == []
    assert all(guard(run.record) is None for guard in GUARDS.values())
    assert run.good[0].steps == 0
    run.advance(12 * LOOK)
    assert len(run.good) <= KEPT


def test_the_toy_network_learns_digits_as_fast_as_promised() -> None:
    data = digits()
    run = Run(data.train)
    images, labels = data.test.batch()
    for seen, least in ((1_000, 0.83), (10_000, 0.94), (25_000, 0.95)):
        run.advance(math.ceil((seen - run.seen) / run.batch))
        assert accuracy(run.network, images, labels) >= least
    assert run.troubles() == []


@pytest.mark.parametrize(("rate", "well"), [(1e-2, True), (1e3, False), (1e30, False)])
def test_a_trial_tells_how_the_next_batches_go_and_leaves_no_trace(rate: float, well: bool) -> None:
    run = Run(digits().train, optimiser=SGD(0.05))
    run.advance(60)
    before, good = run.snapshot(), list(run.good)
    run.optimiser.learning_rate = rate
    assert run.goes_well(30) == well
    np.testing.assert_array_equal(run.network.values, before.network["values"])
    assert (run.steps, run.seen, run.good) == (60, before.seen, good)
    assert tuple(run.record.losses) == before.losses
