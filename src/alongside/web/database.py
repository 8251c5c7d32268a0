"""What is raised while the database cannot be reached: it ended, starts anew, or cut the line."""

from django.db import InterfaceError, OperationalError

AWAY = (OperationalError, InterfaceError)
