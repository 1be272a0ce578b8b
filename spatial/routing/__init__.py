"""A routable graph of streets and the travel times on it: road lines in, seconds, metres and areas out."""
