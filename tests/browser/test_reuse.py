"""Lesson 17 in a browser: a run is watched, and classes of one's own are brought and learned."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

Open = Callable[..., Page]


def photograph(shade: int, seed: int) -> FilePayload:
    pixels = np.random.default_rng(seed).integers(shade, shade + 60, (64, 64, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return {"name": f"{seed}.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_a_run_is_watched_and_own_classes_are_learned(page: Open) -> None:
    shown = page("/reuse?batches=0")
    main = shown.locator("[data-testid=stMain]")
    expect(main).to_contain_text("Nothing is learned yet.")
    shown.get_by_role("button", name="Run", exact=True).click()
    expect(main).to_contain_text(re.compile(r"After \d+ batches the new layer names 24 of 24"))
    expect(shown).to_have_url(re.compile("batches=120"))  # it ends by itself

    shown.get_by_text("Your own classes", exact=True).click()
    name = shown.get_by_label("Name of class 1")
    name.fill("<b>dark</b>")
    name.press("Enter")
    for number, shade in enumerate((0, 190)):
        shown.get_by_text("Add pictures").nth(number).click()
        files = [photograph(shade, 10 * number + k) for k in range(5)]
        bad: FilePayload = {"name": "bad.png", "mimeType": "image/png", "buffer": b"no picture"}
        shown.locator("input[type=file]").first.set_input_files([*files, bad])
        expect(main).to_contain_text("Not taken: bad.png")
        expect(main.get_by_text("5 pictures", exact=True)).to_have_count(number + 1)
        shown.keyboard.press("Escape")
    shown.get_by_role("button", name="Learn these classes").click()
    expect(main).to_contain_text("Both learned from the same 8 images")
    expect(main.locator(".album")).to_contain_text("<b>dark</b>")
