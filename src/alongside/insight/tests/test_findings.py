from django.db.models import QuerySet

from alongside.insight import actions, queries
from alongside.insight.counting import Said, people
from alongside.insight.models import Coding

from . import story


def found(analysis):
    return [(f.theme.name, str(f.people), f.quotes) for f in queries.findings(analysis)]


def test_themes_come_with_protected_counts_and_small_ones_last(analysis, sorted_out):
    assert found(analysis) == [
        ("The ladder", "not shown", ()),
        ("Shorter", "5", ()),
        ("Tea", "not shown", ()),
    ]


def test_hidden_ones_stand_in_the_analysts_order_whatever_their_count(
    analysis, sorted_out, comment, cast, now
):
    for words in ("No tea", "too cold"):
        fresh = actions.add_theme(
            analysis=analysis, kind="improve", name=words, by=analysis.made_by, now=analysis.made
        )
        actions.put(comment=comment(words), theme=fresh, by=cast.priya, now=now)
    actions.put(comment=comment("0121"), theme=fresh, by=cast.priya, now=now)
    assert [name for name, *_ in found(analysis)][2:] == ["Tea", "No tea", "too cold"]


def test_the_smallest_group_is_the_largest_that_was_promised(analysis, sorted_out, cast, wave, now):
    assert queries.minimum(analysis) == 5
    QuerySet(type(wave)).filter(pk=wave.pk).update(minimum=6)  # as if it had promised that
    assert queries.minimum(analysis) == 6
    assert [count for _, count, _ in found(analysis)] == ["not shown"] * 3
    cast.here.minimum = 10
    cast.here.save()
    assert queries.minimum(analysis) == 10


def test_quotes_are_those_chosen_and_allowed_and_one_where_the_number_is_hidden(
    analysis, sorted_out, comment, cast, now
):
    shorter, ladder = sorted_out["Shorter"], sorted_out["The ladder"]
    for words in ("for me", "too cold"):
        actions.quote(theme=shorter, comment=comment(words))
    for words in ("was clear", "Sarah"):
        actions.quote(theme=ladder, comment=comment(words))
    quotes = {name: words for name, _, words in found(analysis)}
    assert sorted(quotes["Shorter"]) == ["Too long and too cold", "Too long for me"]
    assert len(quotes["The ladder"]) == 1
    Coding.objects.filter(theme__isnull=False).update(quoted=True)
    assert [len(words) for _, _, words in found(analysis)] == [1, 3, 1]


def test_consent_taken_back_takes_the_quote_away(analysis, sorted_out, comment):
    cold = comment("too cold")
    actions.quote(theme=sorted_out["Shorter"], comment=cold)
    cold.may_quote = False
    cold.save()
    assert [words for _, _, words in found(analysis)] == [(), (), ()]


def test_a_theme_nobody_is_in_is_not_found(analysis, sorted_out):
    actions.add_theme(
        analysis=analysis, kind="liked", name="Nothing", by=analysis.made_by, now=analysis.made
    )
    assert "Nothing" not in [name for name, *_ in found(analysis)]


def test_somebody_who_says_it_twice_is_one_person(cast, now):
    wave = story.tell(cast.here, now, [{"liked": "Same", "improve": "Same"}] * 4 + [{}])
    analysis = story.analyse(cast.priya, now, wave)
    story.sort_into(analysis, {("improve", "Same"): "Same"}, cast.priya, now)
    assert queries.themes(analysis).get().comments == 8
    assert found(analysis) == [("Same", "not shown", ())]


def test_people_who_are_known_are_counted_themselves(cast, now):
    members = [cast.amira, cast.tom, cast.priya, cast.david, cast.dot]
    wave = story.tell(
        cast.here,
        now,
        [{"liked": "Same"}, {"improve": "Same"}, {"apply": "Same"}] + [{"liked": "Same"}] * 2,
        mode="confidential",
        members=members,
    )
    analysis = story.analyse(cast.priya, now, wave)
    story.sort_into(analysis, {("improve", "Same"): "Same"}, cast.priya, now)
    assert found(analysis) == [("Same", "5", ())]


def test_people_of_several_waves_add_up():
    said = [Said(1, "liked", None)] * 3 + [Said(1, "improve", None)] * 2
    assert people(said) == 3
    assert people([*said, Said(2, "liked", None), Said(3, "liked", 9), Said(3, "apply", 9)]) == 5
    assert people([]) == 0


def test_the_number_of_queries_does_not_grow(
    analysis, sorted_out, cast, wave, now, django_assert_num_queries
):
    other = story.analyse(cast.priya, now, wave)
    story.sort_into(other, {("liked", "Ladder"): "ladder"}, cast.priya, now)
    for some in ([analysis], [analysis, other]):
        with django_assert_num_queries(6):
            queries.findings_of(some)
