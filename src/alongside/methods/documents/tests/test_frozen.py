import json

import pytest

from alongside.methods.documents.frozen import from_json, to_json
from alongside.methods.documents.tests.example import REPORT


def test_a_document_comes_back_equal_from_json():
    assert from_json(json.loads(json.dumps(to_json(REPORT)))) == REPORT


def test_what_no_document_holds_is_refused():
    with pytest.raises(TypeError, match="a document holds no set"):
        to_json({1, 2})
