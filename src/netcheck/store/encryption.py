"""Files that the program age opens (age-encryption.org/v1), by passphrase or for a recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

_HEADER = b"age-encryption.org/v1\n"
_BY_PASSPHRASE = b"-> scrypt "


def is_encrypted(data: bytes) -> bool:
    """Say whether a file begins as age writes it."""
    return data.startswith(_HEADER)


def is_by_passphrase(data: bytes) -> bool:
    """Say whether an encrypted file asks for a passphrase; otherwise it is for recipients."""
    return data.startswith(_HEADER + _BY_PASSPHRASE)


def encrypted_by(passphrase: str, data: bytes) -> bytes:
    """Return data that the passphrase opens."""
    encrypted: bytes = _pyrage().passphrase.encrypt(data, passphrase)
    return encrypted


def encrypted_for(recipient: str, data: bytes) -> bytes:
    """Return data that only the identity of this recipient opens, `age1…` or a public key of ssh.

    Raises:
        NetcheckError: `bad_recipient`.
    """
    pyrage = _pyrage()
    kind = pyrage.ssh if recipient.startswith("ssh-") else pyrage.x25519
    try:
        key = kind.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        raise NetcheckError("bad_recipient", text=recipient) from None
    encrypted: bytes = pyrage.encrypt(data, [key])
    return encrypted


def decrypted_by(passphrase: str, data: bytes, path: Path) -> bytes:
    """Return what a passphrase opens.

    Raises:
        NetcheckError: `bad_passphrase`.
    """
    pyrage = _pyrage()
    try:
        decrypted: bytes = pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError:
        raise NetcheckError("bad_passphrase", path=path) from None
    return decrypted


def decrypted_with(identity: Path, data: bytes, path: Path) -> bytes:
    """Return what the keys in an identity file open: lines AGE-SECRET-KEY-1…, or a private key of ssh.

    Raises:
        NetcheckError: `file_unreadable`, `bad_identity`.
    """
    pyrage = _pyrage()
    try:
        text = identity.read_bytes()
    except OSError as error:
        raise NetcheckError("file_unreadable", path=identity, reason=error.strerror) from None
    try:
        if text.startswith(b"-----BEGIN"):
            keys = [pyrage.ssh.Identity.from_buffer(text)]
        else:
            lines = text.decode().splitlines()
            keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
        decrypted: bytes = pyrage.decrypt(data, keys)
    except (pyrage.IdentityError, pyrage.DecryptError, UnicodeDecodeError):
        raise NetcheckError("bad_identity", path=path, identity=identity) from None
    return decrypted


def need() -> None:
    """Refuse where encryption is not installed, before anybody is asked for a passphrase.

    Raises:
        NetcheckError: `encrypt_missing`.
    """
    _pyrage()


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise NetcheckError("encrypt_missing", line="pip install 'netcheck-ledger[encrypt]'") from None
    module: ModuleType = pyrage
    return module
