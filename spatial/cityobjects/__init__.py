"""City objects of whatever format: what is wrong with their bodies, what is measured, what they are."""
