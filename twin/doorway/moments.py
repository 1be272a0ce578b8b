"""The two times as parameters: `datetime` for when it was so, `as-of` for when the twin knew it."""

from twin.access.moments import read_knowledge, read_period
from twin.doorway.parameters import Parameter

DATETIME = Parameter(
    name="datetime",
    about="When it was so in the world: a date, an RFC 3339 date-time or an interval a/b with “..” for an "
    "open end. Without it: today.",
    wants="a date such as 2024-05-31, a date-time such as 2024-05-31T08:00:00Z (a + written as %2B), or an "
    "interval of two, the earlier first, such as 2024-01-01/2024-12-31 or 2024-01-01/..",
    read=read_period,
)
AS_OF = Parameter(
    name="as-of",
    about="What the twin knew then: an RFC 3339 date-time, or a date for the end of that day. "
    "Without it: now.",
    wants="a date such as 2024-05-31 or a date-time such as 2024-05-31T08:00:00Z (a + written as %2B)",
    read=read_knowledge,
)
