"""A wall as a file and on paper. Nothing in it leads to whoever wrote a note."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.methods.documents.pdf import to_pdf
from alongside.web.square import as_typed, square

from .. import access, export, queries
from ..models import Wall


def come_in_at(wall: Wall) -> str:
    """Return the address that people type or scan to come to a wall."""
    return settings.ADDRESS + reverse("walls:wall", args=[wall.code])


def sheet(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """A sheet to print: how to come to the wall, and its notes."""
    me = access.reader(request.user, organisation)
    wall = access.wall(me, pk)
    address = come_in_at(wall)
    context = {
        "me": me,
        "wall": wall,
        "columns": queries.columns(wall, export.notes(wall)),
        "address": as_typed(address),
        "square": square(address),
    }
    return render(request, "walls/sheet.html", context)


def csv_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    wall = _wall(request, organisation, pk)
    return _file(wall, export.to_csv(wall), "csv", "text/csv; charset=utf-8")


def json_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    wall = _wall(request, organisation, pk)
    return _file(wall, export.to_json(wall), "json", "application/json")


def pdf_file(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    wall = _wall(request, organisation, pk)
    made = timezone.localdate()
    return _file(wall, to_pdf(export.document(wall, made)), "pdf", "application/pdf")


def _wall(request: HttpRequest, organisation: str, pk: int) -> Wall:
    return access.wall(access.reader(request.user, organisation), pk)


def _file(wall: Wall, content: bytes, ending: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    name = f"wall-{wall.code}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
