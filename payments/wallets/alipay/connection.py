"""Who we are to Alipay, set once by the factory; and the secrets of ours that stand in the database."""

import base64
import hashlib
import hmac

from payments.wallets.alipay.gateway import Gateway
from payments.wallets.alipay.settings import Settings
from payments.wallets.protocol import WalletRefuses, WalletUnreachable

_gateway: Gateway | None = None
_secret = b""


def use(settings: Settings | None, secret_key: str) -> None:
    """None: this house has no Alipay."""
    global _gateway, _secret
    _gateway = Gateway(settings) if settings else None
    _secret = secret_key.encode()


def connected() -> bool:
    return _gateway is not None


def gateway() -> Gateway:
    """WalletRefuses where there is none."""
    if _gateway is None:
        raise WalletRefuses("Alipay is not set up here.")
    return _gateway


def settings() -> Settings:
    return gateway().settings


def sealed(text: str) -> str:
    """A token as it stands in the database: useless to whoever has only that."""
    return _fernet().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """The inverse. WalletUnreachable under another SECRET_KEY: then the restaurant has to authorise again."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken:
        raise WalletUnreachable("The authorisation was kept under another SECRET_KEY: authorise again.") from None


def user_key(user_id: str) -> str:
    """A wallet user, the same for ever and told to nobody: what counts once a day needs to know no more."""
    return hmac.new(_derived(b"alipay user"), user_id.encode(), hashlib.sha256).hexdigest()


def _fernet():
    from cryptography.fernet import Fernet  # not for a house without Alipay (payments.wallets.alipay.signing)

    return Fernet(base64.urlsafe_b64encode(_derived(b"alipay tokens")))


def _derived(purpose: bytes) -> bytes:
    return hmac.digest(_secret, purpose, "sha256")
