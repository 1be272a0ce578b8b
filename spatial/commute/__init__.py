"""Where people live, where they work and what the way between costs: what can be said of it, in numbers."""
