"""Rows that are settled: once they are kept, some of their fields never change, whichever way they
are written."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import models


class Fixed(Exception):
    """Something that is settled once and for all was about to change."""


class SettledRows(models.QuerySet[Any]):
    """Rows that refuse to be written in bulk where something is settled."""

    def _check(self, names: Iterable[str]) -> None:
        for name in names:
            if self.model.settled(name):
                raise Fixed(self.model.WHY)

    def update(self, **changes: Any) -> int:
        self._check(changes)
        return super().update(**changes)

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **more: Any
    ) -> int:
        names = list(fields)
        self._check(names)
        return super().bulk_update(objs, names, *args, **more)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **more: Any) -> list[Any]:
        self._check(more.get("update_fields") or ())
        return super().bulk_create(objs, *args, **more)


class Settled(models.Model):
    """A row of which the fields in SETTLED never change; with none named, no field does. Whoever
    tries gets Fixed, which says WHY. Save with `update_fields` where none of them is among those:
    else what is kept is read first, to compare."""

    SETTLED: ClassVar[Collection[str]] = ()
    WHY: ClassVar[str]

    objects = SettledRows.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def settled(cls, name: str) -> bool:
        """Return whether a field never changes. A key goes by its name or with `_id`."""
        return not cls.SETTLED or name in cls.SETTLED or name.removesuffix("_id") in cls.SETTLED

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self._refuse_changes(kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    def _refuse_changes(self, among: Collection[str] | None) -> None:
        fields = [
            field
            for field in self._meta.concrete_fields
            if not field.primary_key
            and self.settled(field.name)
            and (among is None or field.name in among or field.attname in among)
            and field.attname in self.__dict__
        ]
        if not fields:
            return
        rows = type(self)._base_manager.filter(pk=self.pk)
        kept = rows.values(*(field.attname for field in fields)).first()
        if kept and any(kept[field.attname] != self.__dict__[field.attname] for field in fields):
            raise Fixed(self.WHY)
