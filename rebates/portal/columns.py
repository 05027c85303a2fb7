"""What stands in each export, column by column: (key, title in both languages). `_fen` brings its yuan beside it."""

RESTAURANTS = [
    ("month", "月份 month"),
    ("restaurant", "门店 restaurant"),
    ("restaurant_id", "门店号 restaurant_id"),
    ("merchant", "商户主体 merchant"),
    ("programme", "方案 programme"),
    ("rules", "规则版本 rules"),
    ("state", "状态 state"),
    ("orders", "判定笔数 judged"),
    ("counted", "计入笔数 counted"),
    ("goal", "目标笔数 goal"),
    ("codes", "桌码 codes"),
    ("codes_registered", "已报备桌码 codes_registered"),
    ("estimated_fen", "估算(分) estimated_fen"),
    ("confirmed_fen", "平台确认(分) confirmed_fen"),
    ("paid_fen", "已付款(分) paid_fen"),
    ("missing", "缺什么 missing"),
]
TODOS = [
    ("restaurant", "门店 restaurant"),
    ("programme", "方案 programme"),
    ("state", "状态 state"),
    ("what", "做什么 what"),
    ("who", "谁 who"),
    ("how", "怎么做 how"),
    ("by", "何时前 by"),
    ("orders", "影响笔数 orders"),
]
VERDICTS = [
    ("month", "月份 month"),
    ("day", "日期 day"),
    ("settled_at", "付款时间 paid_at"),
    ("payment_id", "付款号 payment_id"),
    ("trade_no", "交易号 trade_no"),
    ("programme", "方案 programme"),
    ("rules", "规则版本 rules"),
    ("channel", "入口 channel"),
    ("wallet", "支付方式 wallet"),
    ("paid_fen", "实付(分) paid_fen"),
    ("refunded_fen", "退款(分) refunded_fen"),
    ("payer", "用户编号(再散列) payer_hash"),
    ("counted", "计入 counted"),
    ("reasons", "原因 reasons"),
    ("earned_fen", "封顶前(分) earned_fen"),
    ("booked_fen", "奖励(分) booked_fen"),
]
DIFFERENCES = [
    ("month", "月份 month"),
    ("column", "对照 against"),
    ("programme", "方案 programme"),
    ("cause", "原因 cause"),
    ("was", "争议前 was"),
    ("kind", "类型 kind"),
    ("restaurant", "门店 restaurant"),
    ("merchant", "商户主体 merchant"),
    ("trade_no", "交易号 trade_no"),
    ("ours_fen", "我方(分) ours_fen"),
    ("theirs_fen", "平台(分) theirs_fen"),
    ("amount_fen", "差异(分) difference_fen"),
    ("later_fen", "后来月份(分) later_fen"),
    ("reasons", "判定原因 reasons"),
]
CODES = [
    ("restaurant", "门店 restaurant"),
    ("restaurant_id", "门店号 restaurant_id"),
    ("label", "桌台 table"),
    ("url", "链接 url"),
    ("state", "状态 state"),
    ("registration_id", "报备号 registration_id"),
]
SAMPLE = [
    ("month", "月份 month"),
    ("kind", "类型 kind"),
    ("merchant", "商户主体 merchant"),
    ("restaurant_id", "门店号 restaurant_id"),
    ("trade_no", "交易号 trade_no"),
    ("amount_fen", "金额(分) amount_fen"),
]
SAMPLE_ROWS = [
    {"month": "2026-07", "kind": "rebate", "merchant": "2088123412341234", "trade_no": "20260714…", "amount_fen": 50},
    {"month": "2026-07", "kind": "advertising", "restaurant_id": "…", "amount_fen": 1234},
]
