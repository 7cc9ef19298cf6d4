"""Visitors who move a slider every second, and how long they wait for the page."""

from __future__ import annotations

import asyncio
import random
import time

from streamlit.proto.BackMsg_pb2 import BackMsg

from tools.stream import Visitor, visit

PAGE, SLIDER, VALUES = "kernels", "kernels.stride", (1, 2, 3)
EVERY = 1.0  # seconds between two moves of one visitor


async def move_together(url: str, visitors: int, seconds: float) -> list[float]:
    """Let so many visitors move a slider each second, and return all answers' seconds."""
    taken: list[float] = []

    async def one(number: int) -> None:
        chance = random.Random(number)
        async with visit(url, PAGE, agent=f"visitor {number}") as visitor:
            slider = await _opened(visitor)
            await asyncio.sleep(EVERY * chance.random())
            until, value = time.perf_counter() + seconds, VALUES[0]
            while time.perf_counter() < until:
                value = chance.choice([other for other in VALUES if other != value])
                start = time.perf_counter()
                await _move(visitor, slider, value)
                taken.append(time.perf_counter() - start)
                await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - start)))

    await asyncio.gather(*(one(number) for number in range(visitors)))
    return taken


async def _opened(visitor: Visitor) -> str:
    """Wait for the page, and return the slider's name in it."""
    found = ""
    while True:
        message = await visitor.message()
        slider = message.delta.new_element.slider.id
        if slider.endswith(SLIDER):
            found = slider
        if message.WhichOneof("type") == "script_finished":
            assert found, f"{PAGE} has no slider {SLIDER}"
            return found


async def _move(visitor: Visitor, slider: str, value: float) -> None:
    """Move the slider, and wait until the run that answers has ended."""
    asked = BackMsg()
    state = asked.rerun_script.widget_states.widgets.add()
    state.id = slider
    state.double_array_value.data.append(value)
    await visitor.send(asked)
    while (await visitor.message()).WhichOneof("type") != "script_finished":
        pass
