"""What comes in from somebody's device: a picture, or a document, as it is kept."""

from django.core.files.uploadedfile import UploadedFile

from alongside.methods import attached, pictures
from alongside.methods.attached import Document, NotADocument
from alongside.methods.pictures import NotAPicture, NotNow, Picture

PICTURES = "image/jpeg,image/png,image/webp,image/gif"
DOCUMENTS = ",".join(f".{ending}" for ending in attached.KINDS)
"""What a browser offers first; the server goes by what is in a file."""


class NotKept(Exception):
    """A file that is not taken; the message says why, in a sentence. `later` where the same file
    can be sent again in a moment."""

    def __init__(self, says: str, *, later: bool = False) -> None:
        super().__init__(says)
        self.later = later


def received(
    upload: UploadedFile, *, pictures_too: bool = True, documents_too: bool = True
) -> Picture | Document:
    """Return an upload as it is kept. What is too large is refused before it is read. Raises
    NotKept."""
    size = upload.size or 0
    beginning = upload.read(pictures.BEGINNING)
    upload.seek(0)
    is_picture = not documents_too or pictures.looks_like_one(beginning)
    if is_picture and not pictures_too:
        raise NotKept(f"This is a picture. Choose a document: {attached.NAMES}.")
    try:
        if is_picture:
            pictures.check_size(size)
            return pictures.read(upload.read())
        attached.check_size(size)
        return attached.read(upload.read())
    except (NotAPicture, NotADocument) as problem:
        raise NotKept(str(problem), later=isinstance(problem, NotNow)) from problem
