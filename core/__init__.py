"""What every room stands on: clock, money, database, errors, identity, pushes, transactions, web."""
