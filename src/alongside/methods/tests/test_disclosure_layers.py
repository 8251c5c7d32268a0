from alongside.methods.disclosure import may_show

EVERYONE = frozenset(range(60))


def people(*ranges):
    return frozenset(number for start, end in ranges for number in range(start, end))


def test_the_first_layer_shows_groups_that_are_large_enough():
    cut = {"North": people((0, 30)), "South": people((30, 56)), "West": people((56, 60))}
    layer = may_show(cut, [], minimum=5)
    assert layer.shown == ("North", "South")
    assert layer.withheld == {"West": "fewer than 5 people"}
    assert layer.refused == ""


def test_one_person_joining_is_not_shown():
    now = {"all": people((0, 61))}
    layer = may_show(now, [{"all": EVERYONE}], minimum=5)
    assert layer.withheld == {"all": "a group already shown differs from it by fewer than 5 people"}
    assert layer.refused == "1 of its 1 groups cannot be shown"


def test_the_same_people_may_be_shown_again():
    assert may_show({"everyone": EVERYONE}, [{"all": EVERYONE}], minimum=5).shown == ("everyone",)


def test_one_leaving_and_many_joining_is_not_shown():
    now = {"all": people((1, 80))}
    assert may_show(now, [{"all": EVERYONE}], minimum=5).shown == ()
    now = {"all": people((5, 80))}
    assert may_show(now, [{"all": EVERYONE}], minimum=5).shown == ("all",)


def test_what_is_left_of_the_whole_counts_with_the_groups_shown_before():
    shown = [{"all": EVERYONE}, {"North": people((0, 30))}]
    layer = may_show({"South": people((30, 57))}, shown, minimum=5)
    assert layer.shown == ("South",)
    layer = may_show({"North": people((0, 30)), "South": people((30, 57))}, shown[:1], minimum=5)
    assert layer.shown == ("North",)
    assert layer.withheld == {
        "South": "with the groups already shown it leaves fewer than 5 people"
    }


def test_a_whole_shown_later_counts_the_groups_shown_before():
    shown = [{"North": people((0, 30)), "South": people((30, 57))}]
    assert may_show({"all": EVERYONE}, shown, minimum=5).shown == ()
    assert may_show({"all": people((0, 57))}, shown, minimum=5).shown == ("all",)


def test_a_cut_that_loses_more_than_half_is_refused():
    cut = {"a": people((0, 20)), "b": people((20, 23)), "c": people((23, 25))}
    layer = may_show(cut, [], minimum=5)
    assert layer.shown == ()
    assert layer.refused == "2 of its 3 groups cannot be shown"


def test_minimum_1_withholds_nothing():
    cut = {"all": people((0, 61)), "one": people((0, 1))}
    assert may_show(cut, [{"all": EVERYONE}], minimum=1).shown == ("all", "one")
