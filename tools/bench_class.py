"""Measure a live class: how many answers of a crowd count, and how soon the host sees them.

Run as `python -m tools.bench_class [--students 100] [--seconds 10]`. Host and students are real
sessions over websockets, without browsers. All come into a room, the host sends lesson 2 with its
question, and the students answer at moments spread over so many seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tools import timing
from tools.server import serve
from tools.stream import Visitor, visit

ANSWERED = re.compile(r"(\d+) of \d+ have answered")
PATIENCE = 120.0  # seconds until a step counts as failed


class Session:
    """One session: what it shows, and the moves of whoever sits before it."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = self.query = self.text = ""
        self.buttons: dict[str, tuple[str, str]] = {}  # label -> widget, fragment
        self.pills: tuple[str, list[str]] = "", []  # widget, texts of the choices
        self.answered = 0  # as the page says it
        self.values: dict[str, WidgetState] = {}
        self.changed = asyncio.Event()
        self.clocks: dict[str, asyncio.Task[None]] = {}

    async def listen(self) -> None:
        """Take in what the server sends, as long as the session lasts."""
        while True:
            self._take(await self.visitor.message())
            self.changed.set()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation" and message.navigation.page_script_hash != self.page:
            self.page = message.navigation.page_script_hash
            self.text, self.buttons = "", {}
            self.rest()
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            asked = message.auto_rerun
            self._start_clock(asked.fragment_id, asked.interval)
        elif kind == "delta":
            self._show(message)

    def _show(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.HasField("markdown"):
            self.text += element.markdown.body
            if found := ANSWERED.search(element.markdown.body):
                self.answered = int(found[1])
        elif element.HasField("code"):
            self.text += element.code.code_text
        elif element.HasField("button"):
            self.buttons[element.button.label] = element.button.id, message.delta.fragment_id
        elif element.HasField("button_group") and element.button_group.label == "Your answer":
            group = element.button_group
            self.pills = group.id, [one.content for one in group.options]

    def _start_clock(self, fragment: str, every: float) -> None:
        async def tick() -> None:
            while True:
                await asyncio.sleep(every)
                await self._send(fragment, auto=True)

        if fragment not in self.clocks:
            self.clocks[fragment] = asyncio.create_task(tick())

    def rest(self) -> None:
        """Ask for nothing more."""
        for clock in self.clocks.values():
            clock.cancel()
        self.clocks = {}

    async def _send(self, fragment: str = "", *, auto: bool = False, **value: Any) -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_script_hash, rerun.query_string = self.page, self.query
        rerun.fragment_id, rerun.is_auto_rerun = fragment, auto
        rerun.widget_states.widgets.extend(self.values.values())
        if value:
            rerun.widget_states.widgets.append(WidgetState(**value))
        await self.visitor.send_raw(message)

    async def until(self, done: Callable[[], Any]) -> None:
        """Wait until the page shows something."""
        async with asyncio.timeout(PATIENCE):
            while not done():
                self.changed.clear()
                await self.changed.wait()

    def is_in(self) -> bool:
        """Tell whether the room has let it in."""
        return "student=" in self.query

    def is_asked(self) -> bool:
        """Tell whether a question is on its page."""
        return bool(self.pills[0])

    async def click(self, label: str) -> None:
        """Click a button once it is there."""
        await self.until(lambda: label in self.buttons)
        widget, fragment = self.buttons[label]
        await self._send(fragment, id=widget, trigger_value=True)

    async def go(self, page: str) -> None:
        """Go to another page of the app."""
        message = BackMsg()
        message.rerun_script.page_name = page
        await self.visitor.send_raw(message)

    async def answer(self, choice: int) -> None:
        """Choose an answer of the question on the page."""
        widget, texts = self.pills
        state = WidgetState(id=widget)
        state.string_array_value.data.append(texts[choice])
        self.values[widget] = state
        await self._send()


async def measure(url: str, students: int, seconds: float) -> tuple[int, float]:
    """Return how many answers the host saw, and the seconds from the last one until all were."""
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        running = []

        async def enter(page: str, query: str = "") -> Session:
            session = Session(await stack.enter_async_context(visit(url, page, query)))
            session.query = query
            running.append(tasks.create_task(session.listen()))
            return session

        host = await enter("live")
        await host.click("Open a room as its instructor")
        await host.until(lambda: "room=" in host.text)
        room = f"room={host.text.split('room=')[1][:4]}"
        crowd = [await enter("live", room) for _ in range(students)]
        for one in crowd:
            await one.click("Come in")
        for one in crowd:
            await one.until(one.is_in)
        await host.go("window")
        await host.click("Send everybody here, with this question")
        for one in crowd:
            await one.until(one.is_asked)
        last = 0.0

        async def answer(one: Session) -> None:
            nonlocal last
            await asyncio.sleep(random.uniform(0, seconds))
            await one.answer(random.randrange(len(one.pills[1])))
            last = max(last, time.perf_counter())

        await asyncio.gather(*map(answer, crowd))
        try:
            await host.until(lambda: host.answered == students)
        except TimeoutError:
            print("not all answers were counted")
        late = time.perf_counter() - last
        for session in (host, *crowd):
            session.rest()
        for task in running:
            task.cancel()
        return host.answered, late


def main() -> None:
    """Print what became of the answers of a class."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=10, help="in which all answer")
    options = parser.parse_args()
    timing.threads()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "app.log") as server:
        counted, late = asyncio.run(measure(server.url, options.students, options.seconds))
    print(f"{counted} of {options.students} answers counted; all seen {late:.1f} s after the last")


if __name__ == "__main__":
    main()
