"""A proposed profile as TOML, for a person to check: what is not sure stands beside it as a remark."""

import json
import re
from collections.abc import Iterable, Sequence

from spatial.tabular.proposal import FieldMap, Proposal

SHOWN = 20

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_profile(proposals: Sequence[Proposal]) -> str:
    """The text of a profile with a map for each table."""
    return "\n\n".join(_write_table(one) for one in proposals) + "\n"


def _write_table(proposal: Proposal) -> str:
    others = ", ".join(f"{kind} {score:.2f}" for kind, score in proposal.scores.items())
    lines = [
        f"# Proposed by the names of the columns, which fit: {others}. Check every line.",
        "[[table]]",
        f"table = {_quote(proposal.table)}",
        f"record = {_quote(proposal.kind)}",
    ]
    if proposal.code:
        lines.append(
            f"code = {_quote(proposal.code[0]) if len(proposal.code) == 1 else _list(proposal.code)}"
        )
    else:
        lines.append("# code = no column identifies the rows for good; name one before the file comes again")
    if all(proposal.secret.values()) and proposal.secret:
        pairs = ", ".join(f"{_key(column)} = {_quote(scheme)}" for column, scheme in proposal.secret.items())
        lines.append(f"secret = {{ {pairs} }}")
    elif proposal.secret:
        lines.append(f"secret = {_list(proposal.secret)}")
    if proposal.attributes is not None:
        lines.append(f"attributes = {_list(proposal.attributes)}")
    if proposal.left_out:
        lines.append(f"# left out: {', '.join(map(_quote, proposal.left_out))}")
    return "\n".join([*lines, "", "[table.fields]", *map(_write_field, proposal.fields)])


def _write_field(one: FieldMap) -> str:
    words = [f"column = {_quote(one.column)}"]
    if one.decode:
        words.append(f"decode = {_quote(one.decode)}")
    if one.form:
        words.append(f"form = {_quote(one.form)}")
    if one.factor != 1.0:
        words.append(f"factor = {one.factor}")
    if one.translate:
        pairs = ", ".join(f"{_key(text)} = {_quote(word)}" for text, word in one.translate.items())
        words.append(f"translate = {{ {pairs} }}")
    value = _quote(one.column) if len(words) == 1 else f"{{ {', '.join(words)} }}"
    unknown = ", ".join(map(_quote, one.unknown[:SHOWN])) + (" …" if len(one.unknown) > SHOWN else "")
    return f"{one.name} = {value}" + (f"   # not understood: {unknown}" if one.unknown else "")


def _quote(text: str) -> str:
    """A TOML basic string, whose escapes are those of JSON but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quote(text)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"
