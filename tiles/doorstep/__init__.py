"""The doorstep: small tiles for the public, answered without the app once it has answered one like them.

A thread of each process of the HTTP server, at a socket of its own, by an event loop: it sends the statements
of all who wait to PostgreSQL at once, and so works off several tiles for each turn of the processor. Whatever
it does not know, or cannot have at once, it leaves to the app, to which nginx then turns.
"""
