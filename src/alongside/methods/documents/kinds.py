"""The files a document can be taken away as."""

from collections.abc import Callable

from alongside.methods.documents.excel import to_excel
from alongside.methods.documents.model import Document
from alongside.methods.documents.numbers import to_csv
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.word import to_word

KINDS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_excel),
    "csv": ("text/csv; charset=utf-8", to_csv),
}
"""By the ending of the file: its content type, and what draws it."""
