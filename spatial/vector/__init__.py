"""Vector files, read: their tables with names and types as they are, their rows checked one by one."""
