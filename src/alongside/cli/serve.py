"""Start the web server, with the clock that sends letters and does what is due."""

import argparse
import contextlib
import resource
import socket
import sys
import threading
from collections.abc import Callable

from alongside.cli import WrongInput, installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (8000)")


def port(typed: str) -> int:
    """Return the number of a port, or say in words that it is none."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and 0 < int(typed) < 65_536):
        raise argparse.ArgumentTypeError(f"{typed!r} is no port: give a number from 1 to 65535")
    return int(typed)


def run(args: argparse.Namespace) -> int:
    installation.start()
    installation.check_tables()
    try:
        socket.getaddrinfo(args.host, args.port)
    except OSError as problem:
        raise WrongInput(f"--host {args.host}: {problem.strerror}.") from None
    if not free(args.host, args.port):
        raise WrongInput(f"something else listens on port {args.port}. Choose another with --port.")
    at = f"http://{args.host}:{args.port}/"
    listen(args.host, args.port, lambda: print(f"Alongside is at {at} (stop it with Ctrl+C)"))
    return 0


def free(host: str, port: int) -> bool:
    """Return whether nothing listens on this port yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def listen(host: str, port: int, say: Callable[[], object]) -> None:
    """Serve until stopped; `say` where it is once somebody can come in. The access log is off: it
    would write addresses with their tokens."""
    import uvicorn
    from django.core.management import call_command

    from alongside.home import ticker
    from alongside.web.posts import Protocol

    call_command("collectstatic", verbosity=0, interactive=False)
    allow_open_files()
    stop = threading.Event()
    clock = threading.Thread(target=ticker.run, args=[stop], name="ticker", daemon=True)
    clock.start()
    config = uvicorn.Config(
        "alongside.asgi:application",
        host=host,
        port=port,
        http=Protocol,
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                say()
                sys.stdout.flush()

    try:
        with contextlib.suppress(KeyboardInterrupt):
            Server(config).run()
    finally:
        stop.set()
        clock.join(timeout=10)


def allow_open_files() -> None:
    """Raise the soft limit of open files to the hard one: every phone is an open file."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
