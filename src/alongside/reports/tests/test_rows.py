"""A question asked about several things is counted for each of them, under its own heading."""

from alongside.reports.outcomes import Asked, _label


def test_each_row_of_a_matrix_is_named():
    question = {
        "type": "matrix",
        "name": "room",
        "label": {"en": "How was it?"},
        "rows": [{"name": n, "label": {"en": n.title()}} for n in ("pace", "food")],
        "choices": [{"name": n, "label": {"en": n}} for n in ("good", "poor")],
    }
    labels = [_label(Asked(question), place) for place in range(2)]
    assert labels == ["How was it? Pace", "How was it? Food"]
