"""Whether sayso stands what the world does to it."""
