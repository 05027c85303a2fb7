"""The table as one picture: visit, guests, cart, orders, bill and calls, and the guest's URLs."""
