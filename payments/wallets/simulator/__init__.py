"""A wallet that is no wallet: a page on which a person pays, refuses or walks away. No money moves, ever."""
