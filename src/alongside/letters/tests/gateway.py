"""A text gateway on loopback, for tests: it takes texts, refuses them, is slow, stumbles."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class Gateway:
    """`answers` are given one after another before it takes texts: a status, or what happens.
    `received` is each text it took, as the fields it came with; `asked` every request."""

    def __init__(self) -> None:
        self.answers: list = []
        self.received: list[dict] = []
        self.asked: list[tuple[str, str, dict]] = []
        self.became: dict[str, str] = {}
        self.template = "((text))"
        self.slow = threading.Event()
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                gateway.serve(self, b"")

            def do_POST(self) -> None:
                gateway.serve(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def address(self, how: str = "json") -> str:
        return f"http://the-key@127.0.0.1:{self.port}/send#{how}"

    def notify(self, secret: str = SECRET) -> str:
        return f"notify://our_key-{SERVICE}-{secret}@127.0.0.1:{self.port}/{TEMPLATE}"

    def stop(self) -> None:
        self.slow.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def serve(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.asked.append((handler.command, handler.path, dict(handler.headers)))
        if handler.path.startswith("/v2/"):
            status, said = self._as_notify(handler, body)
        else:
            status, said = self._as_any(handler, body)
        if status == "slow":
            self.slow.wait(30)
            return
        if status == "hang up":
            handler.connection.close()
            return
        content = json.dumps(said).encode()
        handler.send_response(status)
        if status == 302:
            handler.send_header("Location", f"http://127.0.0.1:{self.port}/elsewhere")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def _as_any(self, handler, body: bytes):
        if handler.headers["Authorization"] not in {"Bearer the-key", "Basic bWU6dGhlLWtleQ=="}:
            return 401, {"error": "unknown key"}
        if self.answers:
            answer = self.answers.pop(0)
            return answer, {"error": "not today", "you_sent": body.decode()}
        form = handler.headers["Content-Type"] == "application/x-www-form-urlencoded"
        said = dict(parse_qsl(body.decode())) if form else json.loads(body)
        if "+447700900999" in said.values():
            return 422, {"error": "no such number", "you_sent": said}
        self.received.append(said)
        return 202, {"id": len(self.received)}

    def _as_notify(self, handler, body: bytes):
        if not self._signed(handler.headers["Authorization"].removeprefix("Bearer ")):
            return 403, _error("AuthError", "Invalid token: API key not found")
        if self.answers:
            answer = self.answers.pop(0)
            if answer == "took it and hung up":
                self.received.append(json.loads(body))
                return "hang up", {}
            return answer, _error("Exception", "Internal server error")
        if handler.path.startswith("/v2/template/"):
            known = handler.path.endswith(TEMPLATE)
            return (200, {"body": self.template}) if known else (404, _error("x", "not found"))
        if handler.command == "GET":
            wanted = parse_qs(urlsplit(handler.path).query)["reference"][0]
            found = [
                {"status": self.became.get(one["phone_number"], "sending")}
                for one in self.received
                if one["reference"] == wanted
            ]
            return 200, {"notifications": found}
        said = json.loads(body)
        if said["phone_number"] == "+447700900999":
            return 400, _error("ValidationError", "phone_number Not a valid number")
        self.received.append(said)
        return 201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a"}

    def _signed(self, token: str) -> bool:
        said, _, signature = token.rpartition(".")
        right = hmac.new(SECRET.encode(), said.encode(), hashlib.sha256).digest()
        head, claims = (json.loads(_opened(part)) for part in said.split("."))
        return (
            hmac.compare_digest(_opened(signature), right)
            and head == {"typ": "JWT", "alg": "HS256"}
            and claims["iss"] == SERVICE
            and abs(claims["iat"] - time.time()) < 30
        )


def _opened(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _error(error: str, message: str) -> dict:
    return {"status_code": 400, "errors": [{"error": error, "message": message}]}
