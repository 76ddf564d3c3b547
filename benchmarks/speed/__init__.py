"""How fast sayso is and how much memory it takes, stage by stage and beside other tools."""
