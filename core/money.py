"""Money is an integer of the currency's minor unit. Text and rates meet it here, by Decimal, and nowhere else."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from babel.numbers import get_currency_precision

LARGEST = 10**12


def parse_amount(text: str, currency: str) -> int:
    """`"38.00"`, CNY → 3800. ValueError for a sign, an exponent, too many decimals or an absurd size."""
    cleaned = str(text).strip().replace(",", "")
    if not cleaned or not set(cleaned) <= set("0123456789."):
        raise ValueError(f"“{text}” is not an amount")
    try:
        minor = Decimal(cleaned).scaleb(get_currency_precision(currency))
    except InvalidOperation as error:
        raise ValueError(f"“{text}” is not an amount") from error
    if minor != minor.to_integral_value():
        raise ValueError(f"“{text}” has more decimals than {currency} has")
    if minor > LARGEST:
        raise ValueError(f"“{text}” is too large")
    return int(minor)


def to_text(minor: int, currency: str) -> str:
    """3800, CNY → `"38.00"`; the inverse of parse_amount."""
    places = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-places):.{places}f}"


def percent_of(minor: int, rate: Decimal | str) -> int:
    """`rate` is a fraction: percent_of(1050, "0.10") → 105. Half a unit rounds up."""
    return int((Decimal(minor) * Decimal(rate)).to_integral_value(ROUND_HALF_UP))


def share_out(total: int, weights: list[int]) -> list[int]:
    """Splits to the last unit by largest remainder; ties go to the earlier share. ValueError without any weight."""
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be positive")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
