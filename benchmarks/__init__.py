"""Measuring sayso: how good it is (``quality``) and how fast (``speed``)."""
