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

    from alongside.letters import post
    from alongside.people import actions
    from alongside.people.models import Organisation

    try:
        validate_email(args.owner)
    except ValidationError:
        raise WrongInput(f"{args.owner!r} is not an e-mail address.") from None
    if not args.name.strip():
        raise WrongInput("the organisation needs a name.")
    _check_length(args)
    if there := Organisation.objects.filter(name__iexact=args.name.strip()).first():
        raise WrongInput(f"{there} is here already, at /o/{there.slug}/.")
    password = _asked() if args.password else ""
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
        if password and owner.person is not None:
            actions.set_password(person=owner.person, password=password)
    way = "with the password, or with a code" if password else "with a code"
    print(f"{organisation} is ready at /o/{organisation.slug}/. {owner.email} signs in {way}.")
    if not post.configured():
        print(f"No mail server is set: `alongside code {owner.email}` prints the code here.")
    return 0


def _check_length(args: argparse.Namespace) -> None:
    for what, value, most in (
        ("the name of the organisation", args.name, 200),
        ("the name of the owner", args.owner_name, 200),
        ("the e-mail address", args.owner, 254),
    ):
        if len(value) > most:
            raise WrongInput(f"{what} has {len(value)} characters; the most is {most}.")
        if not value.isprintable():
            raise WrongInput(f"{what} has a character that cannot be shown.")


def _asked() -> str:
    asked = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if len(asked) < 12:
        raise WrongInput("nothing is made: a password needs 12 characters.")
    return asked
