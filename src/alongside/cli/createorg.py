"""Add an organisation and its first owner, who signs in with a code sent by e-mail."""

import argparse
import getpass
import sys

from alongside.cli import WrongInput, installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help='the name of the organisation, like "Sandwell Council"')
    parser.add_argument("--owner", required=True, metavar="EMAIL", help="e-mail of the first owner")
    parser.add_argument("--owner-name", default="", metavar="NAME", help="name of the first owner")
    parser.add_argument("--password", action="store_true", help="ask for a password for the owner")


def run(args: argparse.Namespace) -> int:
    installation.start()
    installation.check_tables()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction
    from django.utils import timezone

    from alongside.people import actions

    try:
        validate_email(args.owner)
    except ValidationError:
        raise WrongInput(f"{args.owner!r} is not an e-mail address.") from None
    if not args.name.strip():
        raise WrongInput("the organisation needs a name.")
    now = timezone.now()
    with transaction.atomic():
        organisation = actions.create_organisation(name=args.name, now=now)
        owner = actions.add_member(
            organisation=organisation,
            name=args.owner_name or args.owner.split("@")[0],
            email=args.owner,
            roles=["owner", "lead"],
            can_sign_in=True,
            now=now,
        )
    if args.password:
        asked = (
            getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
        )
        if len(asked) < 12:
            raise WrongInput("the organisation is made, but a password needs 12 characters.")
        assert owner.person is not None
        actions.set_password(person=owner.person, password=asked)
    print(
        f"{organisation} is ready at /o/{organisation.slug}/. {owner.email} signs in with a code."
    )
    return 0
