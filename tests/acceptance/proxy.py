"""A TCP proxy with nine kinds of trouble, for as many clients as wanted in one thread.

Bytes that were swallowed are gone: after the trouble such a connection is either reset or, as when a router has
forgotten it, stays silent for ever, and its two ends have to find that out by themselves.
"""

import asyncio
import contextlib
import random
import socket
import struct
import threading
import time

KINDS = {
    "refuse": "nobody listens any more, and what was open is reset",
    "reset": "every connection is reset, new ones at their first word",
    "cut": "a message breaks off in its middle, and the connection with it",
    "deaf": "what the server says is swallowed, what the client says arrives",
    "mute": "what the client says is swallowed, what the server says arrives",
    "black_hole": "everything is swallowed; connections are taken and stay open",
    "stall": "everything stands still and then comes in one burst",
    "jitter": "every piece comes late, up to 1.5 s",
    "trickle": "600 bytes a second",
}
SWALLOWS = {"deaf": ("down",), "mute": ("up",), "black_hole": ("up", "down")}
SLICE, PAUSE, LATE = 60, 0.1, 1.5


class Network:
    """The thread in which all proxies live."""

    def __init__(self):
        self.loop, self.proxies = asyncio.new_event_loop(), []
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def close(self):
        self.do(self._end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    async def _end(self):
        for proxy in self.proxies:
            await proxy.shut()
        while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class Link:
    """One connection: `lost` once bytes of it were swallowed."""

    def __init__(self, client, server):
        self.client, self.server, self.lost = client, server, False

    def reset(self):
        for writer in (self.client, self.server):
            with contextlib.suppress(OSError):
                linger = struct.pack("ii", 1, 0)  # so that closing says RST
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()


class Proxy:
    """`base_url` stands for the server on `port`; `fault` is a kind or "". `heard`: when the client last got a byte."""

    def __init__(self, network: Network, port: int, seed: int = 0):
        self.network, self.target, self.chance = network, port, random.Random(seed)
        self.fault, self.heard, self.port, self.links = "", time.monotonic(), 0, set()
        network.do(self._listen())
        network.proxies.append(self)
        self.base_url = f"http://127.0.0.1:{self.port}"

    def trouble(self, kind: str) -> None:
        self.network.do(self._begin(kind))

    def clear(self, forgotten: bool = True) -> None:
        """The network is back; what was swallowed is not. Unless `forgotten`, its connections are reset."""
        self.network.do(self._end(forgotten))

    def close(self) -> None:
        self.network.do(self.shut())

    async def _listen(self):
        self.server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def _begin(self, kind):
        self.fault, self.over = kind, asyncio.Event()
        if kind == "refuse":
            self.server.close()
        if kind in ("refuse", "reset"):
            self._reset(self.links)

    async def _end(self, forgotten):
        if self.fault == "refuse":
            await self._listen()
        if self.fault:
            self.fault = ""
            self.over.set()
        if not forgotten:
            self._reset({link for link in self.links if link.lost})

    async def shut(self):
        self.server.close()
        self._reset(self.links)

    def _reset(self, links):
        for link in set(links):
            link.reset()

    async def _accept(self, reader, writer):
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
            return
        link = Link(writer, server_writer)
        self.links.add(link)
        try:
            await asyncio.gather(
                self._pump(link, "up", reader, server_writer), self._pump(link, "down", server_reader, writer)
            )
        except asyncio.CancelledError:
            return  # the evening is over; asyncio's streams would print it
        finally:
            self.links.discard(link)
            writer.transport.abort()
            server_writer.transport.abort()

    async def _pump(self, link, way, reader, writer):
        """Until either end says that it is over; a lost connection never says so to the other end."""
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self._carry(link, way, data, writer)
        if not link.lost and not writer.transport.is_closing():
            with contextlib.suppress(OSError):
                writer.write_eof()

    async def _carry(self, link, way, data, writer):
        fault = self.fault
        if fault == "stall":
            await self.over.wait()
        elif fault == "jitter":
            await asyncio.sleep(self.chance.uniform(0, LATE))
        elif fault == "trickle":
            while self.fault == "trickle" and len(data) > SLICE:
                await self._give(way, writer, data[:SLICE])
                data = data[SLICE:]
                await asyncio.sleep(PAUSE)
        elif fault == "cut":
            await self._give(way, writer, data[: self.chance.randrange(len(data))])
            link.reset()
            return
        elif fault == "reset":
            link.reset()
            return
        if link.lost or way in SWALLOWS.get(self.fault, ()):
            link.lost = True
            return
        await self._give(way, writer, data)

    async def _give(self, way, writer, data):
        writer.write(data)
        await writer.drain()
        if way == "down":
            self.heard = time.monotonic()
