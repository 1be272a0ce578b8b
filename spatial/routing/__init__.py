"""A routable graph of streets and the travel times on it: road lines in, seconds, metres and areas out.

`streets.lay` takes columns of roads, `noding.node` makes them a network, `graph.walk` and `graph.drive` a
graph of it, `snapping.snap` puts points on that; `travel`, `pairs` and `isochrones` tell what is how far.
"""
