"""What somebody is offered for their time, what they choose, and what they got (R55, B15).

No account number is kept anywhere: who pays has those, and gets a file of what is due.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.methods import money
from alongside.people.models import Membership, Organisation
from alongside.web.settled import Settled

from .opportunities import Opportunity, Part


class Offer(models.Model):
    """What somebody is offered: `amount` pence for one `per`, told before they begin."""

    part = models.OneToOneField(Part, models.CASCADE, related_name="offer")
    amount = models.PositiveIntegerField("in pence")
    per = models.CharField(max_length=8, choices=Opportunity.Per)
    basis = models.CharField("why this much", max_length=200, blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=1), name="offer_of_money")]

    def __str__(self) -> str:
        return f"{money.pounds(self.amount)} for {self.get_per_display()}"


class Choice(Settled):
    """What somebody chose of an offer, signed with their name on a day. It never changes: who
    chooses anew has another, and the newest counts for what is not paid yet.

    That an offer was turned down, in part or given away is what shows it was never theirs, so it
    stands here with the offer (`docs/methods/rewards.md`).
    """

    class Way(models.TextChoices):
        BANK = "bank", "Paid into my bank account"
        VOUCHER = "voucher", "A voucher"
        DONATE = "donate", "Given to a charity"
        LESS = "less", "Less than was offered"
        DECLINE = "decline", "Nothing, thank you"

    WHY = "somebody signed this"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="choices")
    way = models.CharField(max_length=8, choices=Way)
    offered = models.PositiveIntegerField("what was offered for one, in pence")
    amount = models.PositiveIntegerField("what they take of it, in pence")
    charity = models.CharField(max_length=200, blank=True)
    less_as = models.CharField("how the smaller sum is paid", max_length=8, choices=Way, blank=True)
    signed = models.CharField("their name, as they wrote it", max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(signed=""), name="choice_is_signed"),
            models.CheckConstraint(
                condition=Q(amount__lte=F("offered")), name="choice_within_the_offer"
            ),
            models.CheckConstraint(
                condition=(Q(way="decline") & Q(amount=0)) | (~Q(way="decline") & Q(amount__gte=1)),
                name="choice_declines_all_or_nothing",
            ),
            models.CheckConstraint(
                condition=(Q(way="donate") & ~Q(charity="")) | (~Q(way="donate") & Q(charity="")),
                name="choice_names_the_charity",
            ),
            models.CheckConstraint(
                condition=(Q(way="less") & Q(less_as__in=["bank", "voucher"]))
                | (~Q(way="less") & Q(less_as="")),
                name="choice_of_less_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.get_way_display()


class Given(models.Model):
    """Somebody gave time on a day: `units` of what the offer counts in. `choice` is the one that
    held then, or came first after it; it says how it is paid. `due` counts from the day."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="given")
    day = models.DateField()
    what = models.CharField("what they did", max_length=200)
    units = models.DecimalField(max_digits=6, decimal_places=2)
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, blank=True, related_name="given")
    noted = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    paid_as = models.CharField("number of the voucher or payment", max_length=100, blank=True)
    paid_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "given"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="given_some_time"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(choice__isnull=False), name="given_paid_as_chosen"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(paid_on__gte=F("day")), name="given_paid_afterwards"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> int | None:
        """What they take for it, in pence; None while they have not chosen."""
        return money.times(self.choice.amount, self.units) if self.choice else None

    @property
    def way(self) -> str:
        """How it is paid: one of `Choice.Way`, and for less how that is paid."""
        if self.choice is None:
            return ""
        return self.choice.less_as or self.choice.way

    @property
    def owed(self) -> bool:
        """Whether money is still to go out for it."""
        return self.paid_on is None and bool(self.amount)


class Expense(models.Model):
    """A cost of taking part. `ahead`: paid before, or directly, so that nobody has to lend it."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", "Travel"
        CHILDCARE = "childcare", "Childcare"
        CARER = "carer", "Somebody who cares for another person meanwhile"
        ASSISTANT = "assistant", "A personal assistant"
        FOOD = "food", "Food"
        DATA = "data", "Telephone and internet"
        INTERPRETER = "interpreter", "An interpreter"
        OTHER = "other", "Something else"

    part = models.ForeignKey(Part, models.CASCADE, related_name="expenses")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.CharField(max_length=200, blank=True)
    amount = models.PositiveIntegerField("in pence")
    ahead = models.BooleanField("paid ahead, or directly")
    needed_by = models.DateField()
    asked = models.DateTimeField(default=timezone.now)
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["needed_by", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=1), name="expense_of_money")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Limit(models.Model):
    """How much somebody wants to earn at most in a week or month. It is theirs: nobody else reads
    it, and no sum is suggested, because rules on benefits change each year."""

    class Per(models.TextChoices):
        WEEK = "week", "a week"
        MONTH = "month", "a month"

    member = models.OneToOneField(Membership, models.CASCADE, related_name="limit")
    amount = models.PositiveIntegerField("in pence")
    per = models.CharField(max_length=5, choices=Per)

    def __str__(self) -> str:
        return f"{money.pounds(self.amount)} {self.get_per_display()}"


class BudgetShown(Settled):
    """What is shown of the twelve whole months until a day, as `budget.as_data` says it. It does
    not move when something is noted late of one person: whoever looks twice would learn it."""

    WHY = "figures that were shown stay as they were; those of the next month follow"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="budgets_shown")
    until = models.DateField()
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "budgets shown"
        ordering = ["-until"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "until"], name="budget_shown_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.until}"
