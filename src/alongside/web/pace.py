"""How often one person may do something: by their seat or the token of their browser, never by
their address, because a whole room shares one."""

from collections import OrderedDict
from collections.abc import Hashable


class Pace:
    """Lets everybody do `most` things at once, and one more every `every` seconds after that."""

    def __init__(self, most: int, every: float, remember: int = 20_000) -> None:
        self.most, self.every, self.remember = most, every, remember
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def allows(self, who: Hashable, now: float) -> bool:
        """Return whether somebody may do one more thing at `now` (in seconds), and count it.

        >>> pace = Pace(most=2, every=5)
        >>> [pace.allows(1, now) for now in (0, 0, 0, 5, 5)]
        [True, True, False, True, False]
        """
        left, at = self._left.pop(who, (float(self.most), now))
        left = min(float(self.most), left + (now - at) / self.every)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        if len(self._left) > self.remember:
            self._left.popitem(last=False)
        return allowed
