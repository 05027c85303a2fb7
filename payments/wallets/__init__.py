"""How money comes. Every wallet answers the same few questions; the rest of the program knows no partner.

A wallet is only ever called outside of a transaction: the intent is saved and committed first, the answer after.
"""

from payments.wallets.alipay.wallet import Alipay
from payments.wallets.counter import Counter
from payments.wallets.protocol import Wallet
from payments.wallets.simulator.wallet import Simulator

WALLETS: dict[str, Wallet] = {wallet.name: wallet for wallet in (Counter(), Alipay(), Simulator())}
