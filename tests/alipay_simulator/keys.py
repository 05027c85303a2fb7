"""Keys of both sides, and RSA2 once more, independently of the program's own."""

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_text(key, form="pkcs8") -> str:
    """Bare base64, as Alipay's key tool gives it; `pkcs1` is the older form."""
    kinds = {"pkcs8": serialization.PrivateFormat.PKCS8, "pkcs1": serialization.PrivateFormat.TraditionalOpenSSL}
    der = key.private_bytes(serialization.Encoding.DER, kinds[form], serialization.NoEncryption())
    return b64encode(der).decode()


def public_text(key) -> str:
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return b64encode(key.public_key().public_bytes(serialization.Encoding.DER, kind)).decode()


def sign(key, signed: bytes, digest=None) -> str:
    return b64encode(key.sign(signed, padding.PKCS1v15(), digest or hashes.SHA256())).decode()


def verifies(public, signed: bytes, signature: str) -> bool:
    try:
        public.verify(b64decode(signature), signed, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def joined(params: dict, without=("sign",)) -> bytes:
    pairs = [f"{name}={value}" for name, value in sorted(params.items()) if name not in without and value != ""]
    return "&".join(pairs).encode()
