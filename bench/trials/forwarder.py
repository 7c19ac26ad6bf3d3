"""Forward TCP to a PostgreSQL that listens on a Unix socket alone: `python -m
bench.trials.forwarder HOST PORT SOCKET`. Says "up" when it listens."""

import asyncio
import socket
import sys

# What PostgreSQL does with connections of the app (backhealth.patience).
OPTIONS = (
    (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
    (socket.IPPROTO_TCP, "TCP_KEEPIDLE", 10),
    (socket.IPPROTO_TCP, "TCP_KEEPINTVL", 5),
    (socket.IPPROTO_TCP, "TCP_KEEPCNT", 2),
    (socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", 10_000),
)
PIECE = 1 << 16


async def main(host: str, port: str, path: str) -> None:
    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for level, name, value in OPTIONS:
            if hasattr(socket, name):
                writer.get_extra_info("socket").setsockopt(level, getattr(socket, name), value)
        try:
            server_reader, server_writer = await asyncio.open_unix_connection(path)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pass_on(reader, server_writer), _pass_on(server_reader, writer))

    server = await asyncio.start_server(connect, host, int(port))
    print("up", flush=True)
    await server.serve_forever()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what comes until either side ends, and end the other one."""
    try:
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
