"""The rows that a rule is run over: what they are called, and how text from the database becomes numbers.

`trades` has a row for each trade of a programme. `n` is its place in time order (the programme's day, the moment of
payment, the trade number), 1, 2, 3 …; `provider`, `merchant`, `store`, `payer` and `code` are numbers that mean
something only beside the tables of names. No key of a diner is kept in them.
"""

RAW = {
    "provider_id": "VARCHAR",
    "restaurant_id": "VARCHAR",
    "merchant_id": "VARCHAR",
    "payment_id": "VARCHAR",
    "trade_no": "VARCHAR",
    "channel": "VARCHAR",
    "wallet": "VARCHAR",
    "order_type": "VARCHAR",
    "paid": "BIGINT",
    "total": "BIGINT",
    "refunded": "BIGINT",
    "paid_at": "TIMESTAMP",
    "day": "DATE",
    "payer_key": "VARCHAR",
    "table_code": "VARCHAR",
    "code_registered": "BOOLEAN",
    "returned": "BOOLEAN",
    "risk": "BOOLEAN",
    "enrolled": "BOOLEAN",
}
BARRED = "CREATE TABLE barred_names (provider_id VARCHAR, restaurant_id VARCHAR, reward VARCHAR)"

# A name gets a number by the order of names, so that two loads of the same rows number alike.
NUMBERED = (
    "CREATE TABLE providers AS SELECT row_number() OVER (ORDER BY provider_id)::INTEGER AS provider, provider_id "
    "FROM (SELECT DISTINCT provider_id FROM raw)",
    "CREATE TABLE merchants AS SELECT row_number() OVER (ORDER BY merchant_id)::INTEGER AS merchant, merchant_id "
    "FROM (SELECT DISTINCT merchant_id FROM raw)",
    "CREATE TABLE stores AS SELECT row_number() OVER (ORDER BY restaurant_id)::INTEGER AS store, restaurant_id "
    "FROM (SELECT DISTINCT restaurant_id FROM raw)",
    "CREATE TABLE codes AS SELECT row_number() OVER (ORDER BY table_code)::INTEGER AS code, table_code "
    "FROM (SELECT DISTINCT table_code FROM raw WHERE table_code IS NOT NULL)",
    "CREATE TABLE payers AS SELECT row_number() OVER (ORDER BY payer_key) AS payer, payer_key "
    "FROM (SELECT DISTINCT payer_key FROM raw WHERE payer_key IS NOT NULL)",
    """
CREATE TABLE trades AS
SELECT row_number() OVER (ORDER BY day, paid_at, trade_no, payment_id) AS n,
    provider, merchant, store, payer, code, day, (year(day) * 100 + month(day))::INTEGER AS month,
    channel, wallet, order_type, paid, total, refunded, code_registered, returned, risk, enrolled,
    payment_id, trade_no, paid_at
FROM raw
JOIN providers USING (provider_id) JOIN merchants USING (merchant_id) JOIN stores USING (restaurant_id)
LEFT JOIN codes USING (table_code) LEFT JOIN payers USING (payer_key)
ORDER BY n""",
    """
CREATE TABLE barred AS
SELECT provider, store, reward FROM barred_names
JOIN providers USING (provider_id) JOIN stores USING (restaurant_id)""",
    "DROP TABLE raw",
    "DROP TABLE payers",
)
