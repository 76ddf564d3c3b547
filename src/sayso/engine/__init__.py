"""What runs the relational steps of stages over sets, and hands their rows to functions."""
