"""Figures as files: opened from the disk they draw, count and play, and ask for nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from cnn_core.ops import conv2d
from tests.browser.lesson import FRAME
from tests.pages.lessons import figure
from tests.pages.sentences import presets
from tools.figures import ROOT, files, write
from ui.figures.document import Source, document
from ui.figures.film import AMBER, ORANGE, rgb
from ui.figures.worksheet import Task, worksheet
from ui.frame.catalogue import LESSONS
from ui.session.keys import SHOWN

STATUS = ".figure [role=status]"


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the first figure of lesson 2, from the disk, in a browser that is offline."""
    folder: Path = tmp_path_factory.mktemp("figures")
    (file,) = write(folder, ["window"], first=True)
    assert len(file.text.encode()) < 1_000_000
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url))
    page.goto((folder / file.name).as_uri())
    own = (folder / file.name).as_uri()
    yield page
    assert [one for one in faults if one != own and not one.startswith(("data:", "blob:"))] == []
    context.close()


def formula(page: Page) -> str:
    said = page.locator(STATUS)
    expect(said).not_to_be_empty()
    return re.sub(r"\s+", " ", said.inner_text()).replace("−", "-")


def test_every_cell_s_arithmetic_adds_up(opened: Page) -> None:
    results = []
    opened.keyboard.press("Tab")
    opened.keyboard.press("Home")
    for column in range(4):
        expect(opened.locator(STATUS)).to_contain_text(f"row 0, column {column}")
        said = formula(opened)
        terms = re.findall(r"(-?\d+)·\(?(-?\d+)\)?", said)
        assert len(terms) == 9
        result = int(said.rsplit("= ", 1)[1])
        assert sum(int(value) * int(weight) for value, weight in terms) == result
        results.append(result)
        opened.keyboard.press("ArrowRight")
    assert results == [0, 30, 30, 0]


def test_it_plays_pins_and_follows_light_and_dark(opened: Page) -> None:
    root = opened.locator(".figure .linked-view")
    opened.emulate_media(color_scheme="dark")
    expect(root).to_have_class(re.compile(r"\bdark\b"))
    opened.emulate_media(color_scheme="light")
    expect(root).not_to_have_class(re.compile(r"\bdark\b"))
    opened.locator(".figure .forward").click()
    opened.locator(".figure .pin").click()
    expect(opened.locator(".figure .pin")).to_have_attribute("aria-pressed", "true")
    opened.locator(".figure .pin").click()
    before = formula(opened)
    opened.locator(".figure .play").click()
    expect(opened.locator(STATUS)).not_to_have_text(before)
    opened.locator(".figure .play").click()


def choose(page: Page, **settings: str) -> None:
    for name, text in settings.items():
        page.get_by_role("combobox", name=name.capitalize(), exact=True).select_option(text)
    page.evaluate(FRAME)


@pytest.mark.parametrize(
    ("stride", "padding", "dilation"),
    [("2", "1", "1"), ("1", "same", "2"), ("3", "4", "4"), ("1", "full", "1"), ("1", "0", "1")],
)
def test_menus_change_stride_padding_and_dilation(
    opened: Page, stride: str, padding: str, dilation: str
) -> None:
    choose(opened, stride="1", padding=padding, dilation=dilation)
    choose(opened, stride=stride)
    cells = int(padding) if padding.isdigit() else padding
    image, weights = np.array([[[10.0, 10, 10, 0, 0, 0]] * 6]), np.array([[[[1.0, 0, -1]] * 3]])
    expected = conv2d(image, weights, stride=int(stride), padding=cells, dilation=int(dilation))[0]
    rows, columns = expected.shape
    expect(opened.locator(".choices [role=status]")).to_contain_text(f"is {rows}×{columns}.")
    opened.locator(".figure .stage").press("End")
    for column in reversed(range(max(columns - 2, 0), columns)):
        said = opened.locator(STATUS)
        expect(said).to_contain_text(f"column {column}:")
        row = int(re.findall(r"row (\d+)", said.inner_text())[0])
        assert int(formula(opened).rsplit("= ", 1)[1]) == expected[row, column]
        opened.keyboard.press("ArrowLeft")


def test_what_does_not_fit_cannot_be_chosen_and_says_why(opened: Page) -> None:
    choose(opened, padding="0", stride="1", dilation="1")
    gone = opened.locator("[name=dilation] option:disabled")
    assert gone.all_inner_texts() == ["3", "4"]
    said = opened.locator(".choices [role=status]")
    expect(said).to_have_text(
        "The map is 4×4. Dilation 3 and 4 are not possible here. "
        "A 3×3 kernel with dilation 3 covers 7 rows, but the image has 6."
    )
    choose(opened, padding="2")
    assert gone.count() == 0
    opened.get_by_role("combobox", name="Stride", exact=True).focus()
    opened.keyboard.press("ArrowDown")
    expect(said).to_contain_text('The map is 4×4. Padding "same" keeps the size')
    choose(opened, stride="1", padding="0")


def saved(page: Page, kind: str) -> Path:
    with page.expect_download() as got:
        page.locator(f".snapshot .{kind}").click()
    assert got.value.suggested_filename == f"02-window-10-0-edge-linked-view.{kind}"
    return Path(got.value.path())


def test_a_png_is_twice_as_large_as_the_screen_and_has_its_colours(opened: Page) -> None:
    opened.locator(".figure .stage").press("Home")
    expect(opened.locator(STATUS)).to_contain_text("row 0, column 0")
    shown = opened.locator(".figure .linked-view").bounding_box()
    assert shown
    image = Image.open(saved(opened, "png")).convert("RGB")
    assert image.width == 2 * (math.ceil(shown["width"]) + 2 * 12)
    assert image.height < 2 * shown["height"]  # its buttons are left out
    colours = {colour for _, colour in image.getcolors(1 << 20) or []}
    amber, strongest = (tuple(map(int, rgb(one))) for one in (AMBER, ORANGE))
    assert {amber, strongest, (0, 0, 0), (255, 255, 255)} <= colours


def test_an_svg_has_every_number_as_text_and_needs_no_other_file(opened: Page) -> None:
    drawing = ElementTree.parse(saved(opened, "svg"))
    texts = [one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("10·1") == 3
    assert {"input 6×6", "feature map 4×4"} <= set(texts)
    shown = formula(opened).split(": ", 1)[1].replace("-", "−").replace(" ", "")
    assert shown in "".join(filter(None, texts)).replace(" ", "")
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}rect"))) > 36  # cells, not a picture
    links = [value for one in drawing.iter() for key, value in one.items() if key.endswith("href")]
    assert all(one.startswith("data:image/png") for one in links)


def test_a_worksheet_prints_on_two_pages(browser: Browser, tmp_path: Path) -> None:
    views = figure("receptive-field").session_state[SHOWN]
    task = Task("How **wide** is it?", ("7", "9"), 0, "1 + 2·3 = 7.")
    file = tmp_path / "worksheet.html"
    file.write_text(worksheet(next(iter(views.values())), Source("Title"), [task]), "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    expect(page.locator(STATUS)).not_to_be_empty()
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 2
    context.close()
    assert faults == []


DEAD_CONTROLS = Path(__file__).with_name("dead_controls.js").read_text("utf-8")
DEAD_CONTROLS = DEAD_CONTROLS[DEAD_CONTROLS.index("async") :]


def test_a_decimal_comma_is_in_the_file_its_svg_and_its_worksheet(
    browser: Browser, tmp_path: Path
) -> None:
    (view,) = figure("window", kernel="gaussian").session_state[SHOWN].values()
    source = Source("Title", comma=True)
    texts = {"figure": document(view, source), "sheet": worksheet(view, source, [])}
    files = {name: tmp_path / f"{name}.html" for name in texts}
    for name, text in texts.items():
        files[name].write_text(text, "utf-8")
    page = browser.new_page()
    page.goto(files["figure"].as_uri())
    expect(page.locator(STATUS)).to_contain_text("= 7,5")
    with page.expect_download() as got:
        page.locator(".snapshot .svg").click()
    drawing = ElementTree.parse(got.value.path())
    words = [one.text or "" for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "7,5" in words
    assert not [one for one in words if re.search(r"\d\.\d", one)]
    page.goto(files["sheet"].as_uri())
    expect(page.locator(".solution svg text", has_text="7,5").first).to_be_visible()
    page.close()


SUM = re.compile(r"column \d+: ((?:-?\d+·\(?-?\d+\)?(?: \+ )?)+) = (-?\d+)$")


def test_every_figure_opens_from_the_disk_and_has_no_dead_control(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url))
    sums = 0
    used: dict[str, int] = {}
    dead: list[tuple[str, str]] = []
    every = [(lesson, preset) for lesson in LESSONS for preset in presets(lesson)]
    for one in chain.from_iterable(files(lesson, it.query, it.label) for lesson, it in every):
        file = tmp_path / one.name
        file.write_text(one.text, "utf-8")
        page.goto(file.as_uri())
        expect(page.locator(".figure .palette")).to_be_visible()
        page.evaluate(FRAME)
        said = " ".join(page.locator(f"{STATUS} >> nth=0").all_inner_texts())
        found = SUM.search(re.sub(r"\s+", " ", said).replace("−", "-").strip())
        if found:
            terms = re.findall(r"(-?\d+)·\(?(-?\d+)\)?", found[1])
            assert sum(int(a) * int(b) for a, b in terms) == int(found[2]), one.name
            sums += 1
        tried = page.evaluate(DEAD_CONTROLS, used)
        used = tried["used"]
        dead += [(one.name, control) for control in tried["dead"]]
    context.close()
    assert dead == []
    assert len(used) > 30
    assert [one for one in faults if not one.startswith(("file:", "data:", "blob:"))] == []
    assert sums >= 8


NOTEBOOK = """from cnn_core import KERNELS
from ui.figures.notebook import figure
figure([[10, 10, 10, 0, 0, 0]] * 6, KERNELS["vertical-edge"].kernel())"""


def test_a_notebook_shows_a_figure_in_place(browser: Browser, tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK)])
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    (output,) = [one for one in notebook.cells[0].outputs if one.output_type == "execute_result"]
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html>{output.data['text/html']}", "utf-8")
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    said = page.frame_locator("iframe").locator(STATUS)
    expect(said).to_contain_text("= 0")
    page.frame_locator("iframe").locator(".stage").press("ArrowRight")
    expect(said).to_contain_text("= 30")
    context.close()
    assert faults == []
