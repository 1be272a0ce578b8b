"""CityJSON text sequences, 1.1 and 2.0: a header line, then a line for each feature (CityJSONSeq).

A file of any size is read line by line. A line that cannot be read is an error in its place, told with its
number and kept; without a sound header in the first line nothing can be read.
"""

from pathlib import Path

from spatial.cityjson.forms import is_sequence
from spatial.cityjson.sequence import describe_sequence, read_sequence
from spatial.format import Format
from spatial.text import Text


def files(path: Path) -> list[Path]:
    """The one file of the sequence."""
    return [path] if path.is_file() else []


FORMAT = Format(
    id="cityjsonseq",
    title=Text("CityJSONSeq 城市模型序列", "CityJSON text sequence"),
    extensions=(".city.jsonl", ".jsonl"),
    media_type="application/city+json-seq",
    recognises=is_sequence,
    files=files,
    header=describe_sequence,
    read=read_sequence,
)
