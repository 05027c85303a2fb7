"""The daily bill of Alipay: fetched, unpacked, read by the names of its columns."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException

from core.clock import now
from payments.wallets.alipay.calling import exchange
from payments.wallets.alipay.connection import gateway
from payments.wallets.alipay.gateway import BEIJING, Refused, from_beijing
from payments.wallets.alipay.yuan import fen
from payments.wallets.protocol import WalletUnreachable

READY_AT = 10  # o'clock in Beijing, the next day; the partner says about nine
PATIENCE, LONGEST, LARGEST = 20, 120, 64 * 1024 * 1024
EMPTY = ("EMPTY_DATA_WITH_BILL_FILE", "isp.EMPTY_DATA_WITH_BILL_FILE")
# No official text names the columns; these are the names that integrators meet.
COLUMNS = {"trade_no": "支付宝交易号", "number": "商户订单号", "kind": "业务类型", "at": "完成时间"}
AMOUNTS = ("订单金额（元）", "订单金额(元)", "订单金额")
REFUND, REQUEST = "退款", "退款批次号/请求号"


@dataclass(frozen=True)
class BillRow:
    """`amount` in fen; what went back is negative and bears its `request_no`."""

    number: str
    trade_no: str
    amount: int
    at: datetime | None
    request_no: str = ""


def ready_at(day: str) -> datetime:
    """When the bill of a Beijing day can be had."""
    return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=BEIJING) + timedelta(days=1, hours=READY_AT)


def alipay_day(at: datetime) -> str:
    return at.astimezone(BEIJING).date().isoformat()


def fetch_bill(day: str, token: str) -> list[BillRow]:
    """Every trade and refund of a day; empty where there was none. WalletUnreachable, WalletRefuses.

    The address dies after half a minute, so a download that fails asks for another one.
    """
    for last in (False, False, True):
        try:
            answer = gateway().call(
                "alipay.data.dataservice.bill.downloadurl.query", {"bill_type": "trade", "bill_date": day}, token
            )
        except Refused as no:
            if no.code in EMPTY:
                return []
            raise
        try:
            return read_bill(_download(answer["bill_download_url"]))
        except WalletUnreachable:
            if last:
                raise
    return []


def read_bill(content: bytes) -> list[BillRow]:
    """A zip, or the text itself; GBK or UTF-8. WalletUnreachable that names what is missing."""
    return [row for text in _texts(content) for row in _rows(text)]


def _texts(content: bytes) -> list[str]:
    if not content.startswith(b"PK"):
        return [_decoded(content)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise WalletUnreachable("Alipay's bill is too large.")
            return [_decoded(archive.read(each)) for each in archive.infolist()]
    except zipfile.BadZipFile as error:
        raise WalletUnreachable("Alipay's bill cannot be unpacked.") from error


def _decoded(content: bytes) -> str:
    for charset in ("utf-8-sig", "gbk"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    raise WalletUnreachable("Alipay's bill is neither GBK nor UTF-8.")


def _rows(text: str) -> list[BillRow]:
    """Only a file with the columns of single trades; a summary has none."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    table = [[cell.strip() for cell in row] for row in csv.reader(lines)]
    if not table or COLUMNS["number"] not in table[0]:
        return []
    head = table[0]
    amount = next((name for name in AMOUNTS if name in head), None)
    missing = [name for name in COLUMNS.values() if name not in head] + ([] if amount else [AMOUNTS[0]])
    if missing:
        raise WalletUnreachable(f"Alipay's bill has no column {', '.join(missing)}.")
    requests = {"request_no": head.index(REQUEST)} if REQUEST in head else {}
    place = requests | {name: head.index(column) for name, column in COLUMNS.items()} | {"amount": head.index(amount)}
    return [_row(row, place) for row in table[1:] if len(row) == len(head)]


def _row(row: list[str], place: dict) -> BillRow:
    told = {name: row[at] for name, at in place.items()}
    try:
        amount = fen(told["amount"].lstrip("-"))
        at = from_beijing(told["at"])
    except ValueError as error:
        raise WalletUnreachable(f"Alipay's bill cannot be read: {error}.") from error
    back = told["kind"] == REFUND or told["amount"].startswith("-")
    request_no = told.get("request_no", "") if back else ""
    return BillRow(told["number"], told["trade_no"], -amount if back else amount, at, request_no)


def _download(address: str) -> bytes:
    try:
        status, content = exchange("GET", address, most=LARGEST, patience=PATIENCE, longest=LONGEST)
    except (OSError, HTTPException) as error:
        raise WalletUnreachable(f"Alipay's bill cannot be fetched ({type(error).__name__}).") from error
    if status != 200 or len(content) > LARGEST:
        raise WalletUnreachable(f"Alipay's bill: {status}.")
    return content


def is_ready(day: str) -> bool:
    return now() >= ready_at(day)
