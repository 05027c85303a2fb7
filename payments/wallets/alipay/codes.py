"""Table codes that Alipay knows: one rule for all of them, and codes of its own that open the mini program."""

from urllib.parse import urlencode

from payments.wallets.alipay.connection import gateway, settings

PAGE = "pages/table/table"


def bind_table_addresses(public_url: str, page: str = PAGE) -> str:
    """alipay.open.mini.qrcode.bind: one FUZZY rule on the prefix that all printed codes share; its route group.

    Never a rule per table: a code that is printed tomorrow works, too. WalletRefuses, WalletUnreachable.
    """
    content = {"route_url": f"{public_url}/t/", "mode": "FUZZY", "page_redirection": page}
    return gateway().call("alipay.open.mini.qrcode.bind", content, settings().mini_app_token)["route_group"]


def make_code(code: str, label: str, page: str = PAGE) -> str:
    """alipay.open.app.qrcode.create: the address of a picture whose code opens the mini program at this table.

    `describe` is printed under it. WalletRefuses, WalletUnreachable.
    """
    content = {"url_param": page, "query_param": urlencode({"code": code}), "describe": label[:32]}
    return gateway().call("alipay.open.app.qrcode.create", content, settings().mini_app_token)["qr_code_url"]
