"""One POST to Alipay's gateway: signed, timed, its answer verified on the very bytes that were signed."""

import json
import logging
from datetime import datetime, timedelta, timezone
from http.client import HTTPException
from urllib.parse import urlencode

from core.clock import now
from payments.wallets.alipay.calling import exchange
from payments.wallets.alipay.settings import Settings
from payments.wallets.alipay.signing import cut, genuine, signature, signed_text
from payments.wallets.protocol import WalletRefuses, WalletUnreachable

BEIJING = timezone(timedelta(hours=8))
LARGEST = 1024 * 1024
OK, TRY_AGAIN, BUSINESS = "10000", "20000", "40004"
UNKNOWN = ("ACQ.SYSTEM_ERROR", "SYSTEM_ERROR", "isp.unknow-error", "aop.unknow-error", "aop.ACQ.SYSTEM_ERROR")

log = logging.getLogger(__name__)


class Refused(WalletRefuses):
    """A no of the gateway, with its `code` (`ACQ.TRADE_HAS_SUCCESS` …)."""

    def __init__(self, code: str, text: str):
        super().__init__(f"{text} ({code})")
        self.code = code


def beijing(at: datetime) -> str:
    """`2026-11-25 08:20:00`, as every time at this edge is written: in +08:00, without saying so."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def from_beijing(text: str | None) -> datetime | None:
    """The inverse; fractions of a second are dropped. ValueError."""
    return datetime.strptime(text[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING) if text else None


class Gateway:
    def __init__(self, settings: Settings):
        self.settings = settings

    def call(
        self, method: str, content: dict | None = None, token: str = "", notify: str = "", tries: int = 2, **top: str
    ) -> dict:
        """The inner answer. `content` becomes biz_content, `top` stands beside it, `token` is the merchant's.

        Tried again, unchanged, only where the outcome is unknown and the number in `content` makes it the same request.
        WalletUnreachable where it stays unknown; Refused for a no.
        """
        for left in range(tries - 1, -1, -1):
            try:
                return self._once(method, content, token, notify, top)
            except WalletUnreachable as unknown:
                log.warning("alipay %s: %s", method, unknown)
                if not left:
                    raise
        raise AssertionError("tries is at least 1")

    def _once(self, method, content, token, notify, top) -> dict:
        common = {
            "app_id": self.settings.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": beijing(now()),
            "version": "1.0",
            "notify_url": notify,
            "app_auth_token": token,
            **top,
        }
        body = {} if content is None else {"biz_content": compact(content)}
        common["sign"] = signature(self.settings.key, signed_text({**common, **body}))
        query = urlencode({name: value for name, value in common.items() if value})
        return self._read(method, *self._post(query, urlencode(body)))

    def _post(self, query: str, body: str) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        try:
            return exchange("POST", f"{self.settings.gateway}?{query}", body.encode(), headers, most=LARGEST)
        except (OSError, HTTPException) as error:
            raise WalletUnreachable(f"Alipay does not answer ({type(error).__name__}).") from error

    def _read(self, method: str, status: int, raw: bytes) -> dict:
        if status != 200 or len(raw) > LARGEST:
            raise WalletUnreachable(f"Alipay answers {status} with {len(raw)} bytes.")
        try:
            text = raw.decode("utf-8")
            name, inner, sign = cut(text)
            answer = json.loads(inner)
        except (ValueError, RecursionError) as error:
            raise WalletUnreachable("Alipay's answer cannot be read.") from error
        if name not in (method.replace(".", "_") + "_response", "error_response"):
            raise WalletUnreachable("Alipay answers another question.")
        code = str(answer.get("code", ""))
        if not self._signed(inner, sign) and (sign or code in ("", OK, BUSINESS, TRY_AGAIN)):
            # Only what says that we were not let in at all may come unsigned; nothing about a trade may.
            raise WalletUnreachable("Alipay's answer is not signed by Alipay.")
        return _outcome(code, answer)

    def _signed(self, inner: str, sign: str | None) -> bool:
        """The partner signs before it escapes slashes in some answers; both readings say the same."""
        return bool(sign) and any(
            genuine(self.settings.public_keys, each.encode(), sign) for each in (inner, inner.replace("\\/", "/"))
        )


def compact(content) -> str:
    """JSON as it is signed and sent."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _outcome(code: str, answer: dict) -> dict:
    # system.oauth.token answers without a code.
    if code == OK or (not code and "sub_code" not in answer):
        return answer
    sub_code = str(answer.get("sub_code") or code)
    text = str(answer.get("sub_msg") or answer.get("msg") or "Alipay refuses.")[:140]
    if code == TRY_AGAIN or sub_code in UNKNOWN:
        raise WalletUnreachable(f"Alipay is not sure: {text} ({sub_code})")
    raise Refused(sub_code, text)
