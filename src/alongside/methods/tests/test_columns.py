import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.methods.columns import NoSuchColumn, choices, find_column, shortened, understand


def kind(cells, name="A question"):
    column = understand(name, cells)
    return column.kind, column.categories


def test_one_choice():
    cells = ["Housing", "Parks", "Housing", "", "Parks"]
    column = understand("Team", cells)
    assert (column.kind, column.categories, column.counts) == ("one", ("Housing", "Parks"), (2, 2))
    assert column.answered == 4


def test_blank_is_not_a_category_but_none_is():
    assert kind(["None", "", "Degree"]) == ("one", ("Degree", "None"))


def test_a_scale_in_words_reads_in_order():
    assert kind(["Agree", "Strongly agree", "Disagree", ""]) == (
        "scale",
        ("Disagree", "Agree", "Strongly agree"),
    )


def test_ratings_are_a_scale_and_other_numbers_are_numbers():
    assert kind(["10", "7", "7", "9"]) == ("scale", ("7", "9", "10"))
    assert kind(["1.0", "2.0"]) == ("scale", ("1.0", "2.0"))
    assert kind(["2015.0", "1998.0", "2015.0"]) == ("number", ("1998.0", "2015.0"))
    assert kind(["5", "5"]) == ("number", ("5",))
    assert kind([str(number) for number in range(100, 200)]) == ("number", ())


def test_microsoft_forms_joins_several_choices_with_a_semicolon_and_ends_with_one():
    cells = ["Videos;Cards;", "Cards;", "", "Talking;Videos;", "Videos;Videos;"]
    column = understand("What helped?", cells)
    assert (column.kind, column.separator) == ("several", ";")
    assert dict(zip(column.categories, column.counts, strict=True)) == {
        "Cards": 2,
        "Talking": 1,
        "Videos": 3,
    }
    assert column.answered == 4


def test_google_forms_joins_several_choices_with_a_comma():
    cells = ["Videos, Cards", "Cards", "Talking, Videos", "Videos", "Cards, Talking"]
    assert kind(cells) == ("several", ("Cards", "Talking", "Videos"))


@pytest.mark.parametrize(
    "cells",
    [
        ["Yes, I understand", "Could use some more details", "No, not clear at all"] * 3,
        ["London, UK", "Leeds, UK", "Bath, UK", "London, UK"],
        ["Yes, often", "Yes, rarely", "No, often", "No, rarely"],
        ["I have just finished, and am at the event", "I finished, and have left"] * 5,
        ["Cards;Videos;", "Videos;Cards;"],
    ],
)
def test_commas_in_an_answer_and_rankings_are_not_several_choices(cells):
    column = understand("A question", cells)
    assert (column.kind, set(column.categories)) == ("one", set(cells))


def test_peoples_own_words_are_text_and_are_not_counted():
    comments = [f"I liked the {thing} very much indeed" for thing in ("room", "talk", "food")]
    assert kind(comments) == ("text", ())
    assert kind([f"place {number}" for number in range(61)]) == ("text", ())
    assert kind([f"job title {number}" for number in range(12)]) == ("text", ())
    assert kind([f"Name{number}" for number in range(12)]) == ("text", ())
    repeated = ["Nothing"] * 9 + [f"Ask Mrs Okafor in flat {number}" for number in range(6)]
    assert kind(repeated) == ("text", ())


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Anything else?", ["Nothing"] * 6 + ["Sarah was rude", "Ask Bev"]),
        ("Line manager email", ["bev@example.org"] * 7 + ["ali@example.org"] * 6),
        ("Line manager name", ["Bev Lake"] * 7 + ["Ali Khan"] * 4),
        ("Why?", ["Time"] * 9 + ["My son"]),
        ("Other comments", ["None", "None", "My son, Ali", "Ali", "None, Ali", "My son"]),
        ("A question", ["Fine"] * 9 + ["Ring 07700 900123"]),
        ("A question", ["07700900123", "07700900456"] * 5),
        ("A question", ["Fine"] * 9 + ["I live at B70 8TJ"]),
        ("Staff number", ["10234", "10235", "10236"]),
        ("A question", ["Nothing"] * 6 + ["Sarah Khan was rude", "My son Ali is ill"]),
        ("A question", ["Sarah was rude", "Bev was kind", "Ask Ali about it"]),
    ],
)
def test_what_people_wrote_themselves_is_text_however_few_they_are(heading, cells):
    assert kind(cells, heading) == ("text", ())


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        ("Team name", ["North"] * 3 + ["South"] * 2, "one"),
        ("Name of your service area", ["North"] * 3 + ["South"] * 2, "one"),
        ("Do you work for others?", ["Yes"] * 3 + ["No"] * 2, "one"),
        ("Why did you come?", ["My manager asked"] * 5 + ["I wanted to"] * 6, "one"),
        ("Which others came?", ["Bev;Ali;", "Bev;", "Ali;"] * 2, "several"),
        ("Venue", ["Town hall, B70 8TJ"] * 6 + ["Library, B70 8TJ"] * 6, "one"),
        ("Rate the comments", ["5", "4", "4"], "scale"),
    ],
)
def test_a_list_to_choose_from_stays_one_whatever_its_heading(heading, cells, told):
    assert kind(cells, heading)[0] == told


def test_numbers_of_five_digits_that_hardly_anybody_shares_are_not_listed():
    assert kind([str(10_000 + number) for number in range(12)]) == ("number", ())
    assert len(kind([str(20 + number) for number in range(12)])[1]) == 12


def test_a_list_of_long_or_rare_answers_is_not_text():
    assert kind([f"Team{number}" for number in range(8)])[0] == "one"
    long = [f"A work environment that does not encourage {what}" for what in ("a", "b", "c")]
    assert kind([*long[:2] * 5, long[2]]) == ("one", tuple(long))


@pytest.mark.parametrize(
    ("cells", "categories"),
    [
        (["2026-03-10", "2025-08-19"], ("2025-08-19", "2026-03-10")),
        (["10/3/2026", "19/8/2025"], ("19/8/2025", "10/3/2026")),
        (["3/10/26", "8/19/25", "12/1/25"], ("8/19/25", "12/1/25", "3/10/26")),
        (["10 March 2026", "7th October 2025"], ("7th October 2025", "10 March 2026")),
        (["9/8/18 15:29", "9/7/18 3:42"], ()),
        (["2026-03-10T14:05:00Z"], ()),
        (["2026/03/10 2:05:00 PM GMT+1", "2026/03/10 2:05:00 pm"], ()),
    ],
)
def test_days_are_counted_in_order_of_time_and_times_of_day_are_not(cells, categories):
    assert kind(cells) == ("date", categories)


def test_what_only_starts_like_a_day_is_no_date():
    assert kind(["10/3/2026 or so", "10/3/2026"])[0] == "one"


@pytest.mark.parametrize("name", ["Id", "Email", "Name", "Your name", "NHS number", "Postcode"])
def test_columns_that_say_who_somebody_is_are_marked(name):
    column = understand(name, ["a", "a", "b"])
    assert (column.identifies, column.kind, column.categories) == (True, "text", ())


def test_a_heading_such_as_number_marks_only_what_counts_the_rows():
    assert understand("Column 1", ["0", "1", "2"]).identifies
    assert not understand("Column 1", ["0", "1", "1"]).identifies
    assert not understand("Number", ["Few", "Many"]).identifies


def test_an_empty_column_is_text_that_nobody_wrote():
    column = understand("Comments", ["", ""])
    assert (column.kind, column.answered, column.counts) == ("text", 0, ())


def test_a_choice_made_twice_counts_once():
    assert choices("A; B ;A;", ";") == {"A", "B"}


def test_finding_a_column_forgives_capitals_and_spaces_and_names_the_nearest():
    headings = ["Team", "Understanding before", "Understanding now"]
    assert find_column(headings, " understanding  NOW ") == 2
    with pytest.raises(NoSuchColumn) as problem:
        find_column(headings, "Understanding after")
    assert str(problem.value) == (
        "There is no column “Understanding after”. "
        "The nearest are “Understanding before”, “Understanding now”."
    )
    with pytest.raises(NoSuchColumn, match="The columns are “Team”, “Understanding before”"):
        find_column(headings, "xyz")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("two\n lines", "two lines"),
        ("one two three four", "one two…"),
        ("x" * 5000, "x" * 11 + "…"),
    ],
)
def test_long_labels_are_cut_at_a_word(text, short):
    assert shortened(text, 12) == short


written = st.one_of(
    st.text(max_size=12),
    st.text("0123456789-/.:;, +%£aApPmM", max_size=12),
    st.sampled_from(["", "Agree", "agree", "Very good", "A;B;", "A, B", "1/2/2026", "10%"]),
)


@given(st.text(max_size=10), st.lists(written, max_size=30))
def test_whatever_is_written_every_answer_is_counted_once(name, cells):
    column = understand(name, [cell.strip() for cell in cells])
    assert len(set(column.categories)) == len(column.categories)
    assert column.answered == sum(bool(cell) for cell in column.cells)
    if column.categories and column.kind != "several":
        assert sum(column.counts) == column.answered
    if column.kind == "several":
        assert max(column.counts, default=0) <= column.answered <= sum(column.counts)
