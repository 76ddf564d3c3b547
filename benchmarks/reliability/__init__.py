"""Reliability: what hostile input, kills, power cuts, faults and other processes do to sayso."""
