"""The one root of every refusal, for whoever has to tell a person what to do next."""


class TwinError(Exception):
    """What is wrong and what to do next, in one or two sentences a planner understands."""


class UnknownEntryError(TwinError):
    """No entry of that id is in the catalogue."""


class RefusedError(TwinError):
    """The input cannot be taken as it is; nothing of it was kept in the twin."""
