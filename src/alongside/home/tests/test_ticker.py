from alongside.home import ticker

REAL = ticker.dues


def test_every_noun_with_something_due_is_asked_lowest_first():
    names = [name for name, _ in ticker.dues()]
    nouns = [name.split(".")[1] for name in names]
    assert names == [f"alongside.{noun}.tasks" for noun in nouns]
    assert [noun for noun in nouns if noun in {"letters", "asks", "gatherings"}] == [
        "letters",
        "asks",
        "gatherings",
    ]


def test_one_nouns_fault_does_not_hold_up_the_others(monkeypatch, now, caplog):
    def broken(moment):
        raise RuntimeError("no")

    dues = [("alongside.letters.tasks", broken), ("alongside.asks.tasks", lambda moment: 3)]
    monkeypatch.setattr(ticker, "_faults", {})
    monkeypatch.setattr(ticker, "dues", lambda: dues)
    assert ticker.turn(now) == 3
    assert "alongside.letters.tasks could not do what was due" in caplog.text


def test_a_fault_that_lasts_is_written_down_once_and_again_when_it_comes_back(
    monkeypatch, now, caplog
):
    works = []

    def broken(moment):
        if works:
            return 1
        raise RuntimeError("no")

    monkeypatch.setattr(ticker, "_faults", {})
    monkeypatch.setattr(ticker, "dues", lambda: [("alongside.letters.tasks", broken)])
    for _ in range(3):
        ticker.turn(now)
    assert caplog.text.count("could not do what was due") == 1
    works.append(True)
    assert ticker.turn(now) == 1
    works.clear()
    ticker.turn(now)
    assert caplog.text.count("could not do what was due") == 2


def test_what_somebody_waits_for_is_asked_each_turn_and_the_rest_now_and_then(monkeypatch):
    asked = []
    names = ["alongside.letters.tasks", "alongside.gatherings.tasks"]
    dues = [(name, lambda now, name=name: asked.append(name) or 0) for name in names]
    monkeypatch.setattr(ticker, "dues", lambda: dues)
    turns = 2 * ticker.SELDOM

    class Stop:
        def wait(self, seconds):
            return len(asked) == turns + 2

    monkeypatch.setattr(ticker, "close_old_connections", lambda: None)
    ticker.run(Stop())
    assert asked[:3] == [*names, "alongside.letters.tasks"]
    assert asked.count("alongside.gatherings.tasks") == 2
    assert {name for name, _ in REAL()} >= ticker.AWAITED


def test_a_turn_with_nothing_due_does_nothing(db, now):
    assert ticker.turn(now) == 0
