"""How good sayso is, measured on annotated articles, beside what others reach, and held by pinned floors."""
