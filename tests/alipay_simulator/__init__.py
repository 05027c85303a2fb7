"""A simulator of Alipay's gateway, written from the outside: it shares no line with the client that it is there to try.

`python -m tests.alipay_simulator --port 8181` runs it alone and prints the `ALIPAY_…` settings that point to it. It is
no sandbox of Alipay's and moves no money. What it believes about the partner stands in docs/alipay.md.
"""
