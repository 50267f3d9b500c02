"""Passkeys: added with the password, and enough by themselves to sign in.

The device asks its owner for a finger, a face or a PIN before it answers, so that one is two factors in itself. Nothing
that it sends can be used again, or on another site: it signs a challenge of ours, together with our address.
"""

from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ei_collect.config import Config
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.members import check_password
from ei_collect.projects.account import Passkey
from ei_collect.projects.project import User
from ei_collect.store import factors as store
from ei_collect.store.ids import new_id
from ei_collect.store.members import find_user

OWNER = "Everyday listening"
LONGEST_NAME = 60
_FAULTS = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""How the library says that what a browser sent is no answer to the challenge, or no answer at all."""


def can_have_passkeys(config: Config) -> bool:
    """Whether browsers make passkeys for the address of this installation: it has to be a name, not a number."""
    last = _host(config).rpartition(".")[2]
    return not last.isdecimal() and ":" not in last


def creation_options(installation: Installation, user: User, challenge: bytes, password: str) -> str:
    """What the browser is asked to make a passkey with, as JSON.

    Raises:
        InputError: the password is wrong, or there are too many passkeys.
    """
    check_password(installation, user, password)
    with installation.database.reading() as connection:
        there = store.passkeys_of(connection, user.id)
    if len(there) >= store.MOST_PASSKEYS:
        raise InputError.of("passkeys-many", "are too many", where="your passkeys", mend="Take one away first.")
    options = generate_registration_options(
        rp_id=_host(installation.config),
        rp_name=OWNER,
        user_id=user.id.encode(),
        user_name=user.email,
        user_display_name=user.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(each.credential_id)) for each in there],
    )
    return options_to_json(options)


def add_passkey(installation: Installation, user: User, answer: str, challenge: bytes, name: str) -> None:
    """Keep a passkey that a browser made in answer to a challenge.

    Raises:
        InputError: it is no such answer; the name is empty or too long; somebody has it already.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        mend = f"Write up to {LONGEST_NAME} characters, such as: my phone."
        raise InputError.of("passkey-name", "is empty or too long", where="the passkey's name", mend=mend)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(installation.config),
            expected_origin=installation.config.base_url,
            require_user_verification=True,
        )
    except _FAULTS:
        raise _refused() from None
    credential, public = bytes_to_base64url(made.credential_id), bytes_to_base64url(made.credential_public_key)
    passkey = Passkey(new_id("pk"), user.id, credential, public, made.sign_count, name, today(), None)
    with installation.database.writing() as connection:
        if store.find_passkey(connection, credential):
            raise InputError.of("passkey-there", "is there already", where="the passkey", mend="Use it to sign in.")
        store.insert_passkey(connection, passkey)


def asking_options(installation: Installation, challenge: bytes) -> str:
    """What the browser is asked to sign in with, as JSON: any passkey that it has for this address."""
    options = generate_authentication_options(
        rp_id=_host(installation.config), challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return options_to_json(options)


def owner_of(installation: Installation, answer: str, challenge: bytes) -> User:
    """Whose passkey has answered a challenge.

    Raises:
        InputError: none that we know has.
    """
    try:
        credential = bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)
        with installation.database.writing() as connection:
            passkey = store.find_passkey(connection, credential)
            user = find_user(connection, passkey.user_id) if passkey else None
            if passkey is None or user is None:
                raise _refused()
            shown = verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=_host(installation.config),
                expected_origin=installation.config.base_url,
                credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
            store.count_use(connection, passkey.id, shown.new_sign_count, today())
    except _FAULTS:
        raise _refused() from None
    return user


def remove_passkey(installation: Installation, user: User, passkey_id: str, password: str) -> None:
    """Take one of somebody's passkeys away.

    Raises:
        InputError: the password is wrong.
        NotFoundError: they have none with this id.
    """
    check_password(installation, user, password)
    with installation.database.writing() as connection:
        if not store.delete_passkey(connection, user.id, passkey_id):
            raise NotFoundError.of(
                "passkey-absent", "is not there", where="the passkey", mend="Look at the list again."
            )


def _host(config: Config) -> str:
    return urlsplit(config.base_url).hostname or ""


def _refused() -> InputError:
    mend = "Try again, or sign in with your password."
    return InputError.of("passkey-refused", "was not taken", where="the passkey", mend=mend)
