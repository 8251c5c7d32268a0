"""The yardstick of `bench live`: a uvloop server that writes one frame to every socket, and nothing
else. `python -m alongside.cli.bench.bare PORT`."""

import asyncio
import sys
from typing import cast

import uvloop

from alongside.cli.serve import allow_open_files

FRAME = b"id: 1\nevent: now\ndata: " + b"x" * 600 + b"\n\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Plain(asyncio.Protocol):
    """One socket."""

    sockets: set[asyncio.Transport] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's own is none by its class

    def data_received(self, data: bytes) -> None:
        if b" /stream " in data:
            self.transport.write(b"HTTP/1.1 200 OK\r\n\r\n")
            self.sockets.add(self.transport)
        elif data:
            if b" /tell " in data:
                for socket in self.sockets:
                    socket.write(FRAME)
            self.transport.write(ANSWER)

    def connection_lost(self, _: Exception | None) -> None:
        self.sockets.discard(self.transport)


async def main(port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Plain, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    allow_open_files()
    uvloop.run(main(int(sys.argv[1])))
