"""Figures about persons that give no person away: what a table discloses, and what is to be left out."""
