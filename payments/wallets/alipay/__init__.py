"""Alipay through our own small client: signing, one gateway, trades, refunds, authorisation, login, order sync, bills.

Facts about the partner stand in docs/alipay.md; what is not known about it, too.
"""
