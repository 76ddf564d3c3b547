"""Reliability: what hostile and broken input does to sayso."""
