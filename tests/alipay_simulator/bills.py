"""The daily bill: a zip of GBK text, behind an address that soon dies."""

import csv
import io
import zipfile

from tests.alipay_simulator.books import TradeOfTheirs, written

COLUMNS = (
    "支付宝交易号 商户订单号 业务类型 商品名称 创建时间 完成时间 门店编号 门店名称 "
    "操作员 终端号 对方账户 订单金额（元） 商家实收（元） 支付宝红包（元） 集分宝（元） "
    "支付宝优惠（元） 商家优惠（元） 券核销金额（元） 券名称 商家红包消费金额（元） "
    "卡消费金额（元） 退款批次号/请求号 服务费（元） 分润（元） 备注"
).split()


def bill(trades: list[TradeOfTheirs], seller: str, day: str) -> bytes:
    """The zip, with the detail and the summary that nobody needs."""
    text = io.StringIO()
    text.write(f"#支付宝业务明细查询\n#账号：[{seller}0156]\n#起始日期：[{day}]   终止日期：[{day}]\n")
    text.write("#-----------------------------------------业务明细列表----------------------------------------\n")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for trade in trades:
        if written(trade.paid_at)[:10] == day:
            rows.writerow(_row(trade, "交易", trade.amount, written(trade.paid_at), ""))
        if trade.refunds and written(trade.refunded_at)[:10] == day:
            for number, amount in trade.refunds.items():
                rows.writerow(_row(trade, "退款", -amount, written(trade.refunded_at), number))
    text.write("#-----------------------------------------业务明细列表结束------------------------------------\n")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        named = zipfile.ZipInfo(f"{seller}0156_{day.replace('-', '')}_业务明细.csv")
        archive.writestr(named, text.getvalue().encode("gbk"))
        archive.writestr(f"{seller}0156_{day.replace('-', '')}_summary.csv", "#汇总\n".encode("gbk"))
    return kept.getvalue()


def _row(trade, kind, amount, at, request_no) -> list[str]:
    money = f"{amount:.2f}"
    return [
        f"{trade.trade_no}\t", f"{trade.number}\t", kind, trade.content["subject"], written(trade.made_at), at, "", "",
        "", "", "买家(***)", money, money, *("0.00",) * 5, "", "0.00", "0.00", f"{request_no}\t", "0.00", "0.00", "",
    ]  # fmt: skip
