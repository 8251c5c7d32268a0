"""One log line a request, with the route and never the address: addresses can carry tokens."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("alongside.requests")


class LogLine:
    """Write method, route, status and milliseconds; and an error with its traceback, once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        took = (time.perf_counter() - began) * 1000
        log.info("%s %s %d %.0f ms", request.method, _route(request), response.status_code, took)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        log.error("error in %s %s", request.method, _route(request), exc_info=exception)


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page)"
