"""A visitor without a browser: Streamlit's own messages over a websocket, for load tests.

A browser for each of twenty visitors would take the processor from the server under measure.
"""

from __future__ import annotations

import json
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

LARGEST = 1 << 26  # bytes of one message


class Visitor:
    """One session on one page, and the component of that page it talks to."""

    def __init__(self, socket: ClientConnection, page: str, query: str) -> None:
        self._socket, self._page, self._query = socket, page, query
        self._widget = self._fragment = ""
        self.received = 0  # bytes

    async def open(self) -> None:
        """Ask for the page."""
        await self.send(BackMsg())

    async def ask(self, state: dict[str, Any]) -> None:
        """Send the component's state, as a move of the reader does."""
        message = BackMsg()
        message.rerun_script.fragment_id = self._fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.json_value = self._widget, json.dumps(state)
        await self.send(message)

    async def message(self) -> ForwardMsg:
        """Wait for the next message of the server."""
        raw = await self._socket.recv(decode=False)
        self.received += len(raw)
        return ForwardMsg.FromString(raw)

    async def scene(self, component: str) -> dict[str, Any]:
        """Wait for the next data of this component, and return the plain part of it."""
        while True:
            message = await self.message()
            element = message.delta.new_element.bidi_component
            if element.component_name.rpartition(".")[2] != component:
                continue
            self._widget, self._fragment = element.id, message.delta.fragment_id
            (length,) = struct.unpack_from("<I", element.bytes)
            meta: dict[str, Any] = json.loads(element.bytes[4 : 4 + length])["meta"]
            return meta

    async def send(self, message: BackMsg) -> None:
        """Send a message for this page."""
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = self._query
        await self.send_raw(message)

    async def send_raw(self, message: BackMsg) -> None:
        """Send a message that says itself which page it is for."""
        await self._socket.send(message.SerializeToString())


@asynccontextmanager
async def visit(
    url: str, page: str, query: str = "", agent: str = "visitor"
) -> AsyncIterator[Visitor]:
    """Open a page (its path, without a slash) as a new visitor; leave at the end.

    `agent`: what the browser calls itself, by which a proxy may spread visitors.
    """
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        max_size=LARGEST,
        compression=None,
        user_agent_header=agent,
    ) as socket:
        visitor = Visitor(socket, page, query)
        await visitor.open()
        yield visitor
