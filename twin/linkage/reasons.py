"""Why two things are tied, in words: each reason, and the remarks that what it quotes adds to it."""

from collections.abc import Mapping
from typing import Any

from spatial.text import LANGUAGES, Text
from twin.linkage.titles import KINDS, PARTS
from twin.models import Reason

TEXTS = {
    Reason.REFERENCE: Text(
        "按编码指明同一来源中的{target}。", "It names the {target} by its code, in the same source."
    ),
    Reason.REFERENCE_ELSEWHERE: Text(
        "按编码{code}指明另一来源中的{target}。",
        "It names the {target} by its code{code}, in another source.",
    ),
    Reason.HOUSE_CODE: Text(
        "其房屋代码{code}即该{target}的代码。", "Its house code{code} is the {target}'s."
    ),
    Reason.NAMES_HOUSE_CODE: Text(
        "按房屋代码{code}指明该{target}。", "It names the {target} by its house code{code}."
    ),
    Reason.NAMES_UNIT_CODE: Text(
        "按不动产单元代码{code}指明该{target}。", "It names the {target} by its real-estate unit code{code}."
    ),
    Reason.NAMES_CREDIT_CODE: Text(
        "按统一社会信用代码{code}指明该{target}。", "It names the {target} by its social credit code{code}."
    ),
    Reason.UNIT_CODE_BEGINS: Text(
        "其不动产单元代码以该{target}的代码{code}开头。",
        "Its real-estate unit code begins with the {target}'s{code}.",
    ),
    Reason.DWELLINGS_UNIT_CODES: Text(
        "其各户的不动产单元代码以该{target}的代码{code}开头。",
        "Its dwellings' unit codes begin with the {target}'s{code}.",
    ),
    Reason.LISTED_HOUSE_CODE: Text(
        "其房屋代码{code}{scheme}是该{target}的代码之一。",
        "Its house code{code}{scheme} is one of the {target}'s codes.",
    ),
    Reason.LISTED_OWN_CODE: Text(
        "其编码{code}{scheme}是该{target}的代码之一。",
        "Its own code{code}{scheme} is one of the {target}'s codes.",
    ),
    Reason.LISTED_PARCEL_CODE: Text(
        "其宗地编码{code}{scheme}是该{target}的代码之一。",
        "Its parcel code{code}{scheme} is one of the {target}'s codes.",
    ),
    Reason.SHARED_CODE: Text("两者有同一代码{code}{scheme}。", "Both bear the code{code}{scheme}."),
    Reason.SAME_UNIT_CODE: Text(
        "两者有同一不动产单元代码{code}。", "Both bear the real-estate unit code{code}."
    ),
    Reason.SAME_HOUSE_CODE: Text("两者有同一房屋代码{code}。", "Both bear the house code{code}."),
    Reason.SAME_CREDIT_CODE: Text(
        "两者有同一统一社会信用代码{code}。", "Both bear the social credit code{code}."
    ),
    Reason.SAME_PERSON: Text("两者有同一证件号码的散列值。", "Both bear the hash of one identity number."),
    Reason.SAME_ADDRESS: Text("两者有同一地址{code}。", "Both have the address{code}."),
    Reason.RESIDENCE: Text(
        "居住记录按编码指明同一来源中的{target}。",
        "A residence names the {target} by its code, in the same source.",
    ),
    Reason.RESIDENCE_ELSEWHERE: Text(
        "居住记录按编码指明另一来源中的{target}。",
        "A residence names the {target} by its code, in another source.",
    ),
    Reason.EMPLOYMENT: Text(
        "就业记录按编码指明同一来源中的{target}。",
        "An employment names the {target} by its code, in the same source.",
    ),
    Reason.EMPLOYMENT_ELSEWHERE: Text(
        "就业记录按编码指明另一来源中的{target}。",
        "An employment names the {target} by its code, in another source.",
    ),
    Reason.ADDRESS: Text("其地址{code}即该{target}的地址。", "Its address{code} is the {target}'s."),
    Reason.ADDRESS_OF_HOUSE: Text(
        "其地址{code}是该{target}所对应楼幢的地址。", "Its address{code} is that of the {target}'s house."
    ),
    Reason.WITHIN: Text("其面上的一点位于该{target}内。", "A point on its surface lies in the {target}."),
    Reason.NEAREST: Text("最近的{target}，相距 {metres} 米。", "The nearest {target}, {metres} m away."),
    Reason.LIKENESS: Text("相似度证据（比特）：{bits}。", "Evidence of likeness in bits: {bits}."),
    Reason.WORDS: Text("{words}", "{words}"),
}
"""A reason by what its tie leads to, and `code` and the like where they are quoted."""
BEFORE = {
    "through_house": Text("依据对应它的楼幢：", "By the house told of it:"),
    "through_building": Text("依据它所对应的建筑：", "By the building it tells of:"),
}
AFTER = {
    "apart": Text("两者相距 {apart} 米。", "They lie {apart} m apart."),
    "other_address": Text("但其地址是另一{target}的地址。", "But its address is that of another {target}."),
    "other_code": Text("但其编码是另一{target}的编码。", "But its code is that of another {target}."),
    "number": Text("已知有 {number} 个这样的{target}。", "{number} such are known."),
}
"""What is said before and after a reason where it quotes a value of that name."""
NOTHING = Text("无", "none")


def tell_reason(reason: str, quoted: Mapping[str, Any] | None, target: str) -> Text:
    """The reason of a tie to a `target` of that kind, with what it quotes."""
    told = quoted or {}
    sentences = [text for name, text in BEFORE.items() if name in told]
    sentences += [TEXTS[Reason(reason)], *(text for name, text in AFTER.items() if name in told)]
    bits = tell_bits(told.get("bits", {}))
    chinese, english = (
        {**told, "code": "", "scheme": "", "target": KINDS[target].in_(language), "bits": bits.in_(language)}
        for language in LANGUAGES
    )
    if "code" in told:
        chinese["code"], english["code"] = f"“{told['code']}”", f" “{told['code']}”"
    if "scheme" in told:
        chinese["scheme"], english["scheme"] = f"（{told['scheme']}）", f" ({told['scheme']})"
    return Text(
        "".join(one.zh for one in sentences).format(**chinese),
        " ".join(one.en for one in sentences).format(**english),
    )


def tell_bits(bits: Mapping[str, float]) -> Text:
    """The evidence of each part of an address or name, for (+) or against (-), the strongest first."""
    ordered = sorted(bits.items(), key=lambda one: -abs(one[1]))
    if not ordered:
        return NOTHING
    return Text(
        "，".join(f"{PARTS[name].zh} {number:+.1f}" for name, number in ordered),
        ", ".join(f"{PARTS[name].en} {number:+.1f}" for name, number in ordered),
    )
