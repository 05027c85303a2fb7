"""A server whose worker kills itself once, at the step that stands in the file `die`; its master starts another.

Steps: `before:<method>` and `after:<method>` of a call to Alipay; `inside` and `after` of a notification. What a dead
process holds is given up after two seconds here instead of half a minute.
"""

import os
import signal
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

from core import errands, partner_calls
from payments import routes
from payments.payments import inbox
from payments.wallets.alipay import refunds
from payments.wallets.alipay.gateway import Gateway
from wsgi import app

errands.CLAIM = partner_calls.LEASE = timedelta(seconds=2)
refunds.SETTLES = timedelta(seconds=1)
_die = Path(os.environ["ZHUOMA_VAR"]) / "die"
_post, _take, _take_notice = Gateway._post, inbox._take, inbox.take_notice


def _at(step: str) -> None:
    if _die.exists() and _die.read_text() == step:
        _die.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def post(self, query, body):
    method = parse_qs(query)["method"][0]
    _at(f"before:{method}")
    answer = _post(self, query, body)
    _at(f"after:{method}")
    return answer


def take(session, wallet, notice, raw):
    outcome = _take(session, wallet, notice, raw)
    _at("notice:inside")
    return outcome


def take_notice(wallet, headers, raw):
    outcome = _take_notice(wallet, headers, raw)
    _at("notice:after")
    return outcome


Gateway._post, inbox._take, routes.take_notice = post, take, take_notice
__all__ = ["app"]
