"""The figures about persons that everyone may see: counted, protected together, proven, published."""

from twin.publication.publishing import publish

__all__ = ["publish"]
