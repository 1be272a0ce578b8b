"""Addresses of xAL become flat members, which one line can be written of."""

from spatial.citygml.addresses import read_address
from spatial.cityobjects.kinds import write_address
from tests.citygml import element


def test_the_leaves_of_an_address_are_its_members() -> None:
    address = read_address(
        element(
            "<core:Address><core:xalAddress><xAL:AddressDetails><xAL:Country><xAL:CountryName>中国</xAL:CountryName>"
            "<xAL:Locality><xAL:LocalityName>杭州</xAL:LocalityName><xAL:LocalityName>西湖</xAL:LocalityName>"
            "<xAL:Thoroughfare><xAL:ThoroughfareNumber>12</xAL:ThoroughfareNumber>"
            "<xAL:ThoroughfareName>延安路</xAL:ThoroughfareName></xAL:Thoroughfare>"
            "<xAL:PostalCode><xAL:PostalCodeNumber>310000</xAL:PostalCodeNumber></xAL:PostalCode>"
            "</xAL:Locality></xAL:Country></xAL:AddressDetails></core:xalAddress></core:Address>"
        )
    )
    assert address == {
        "CountryName": "中国",
        "LocalityName": "杭州",
        "LocalityName2": "西湖",
        "ThoroughfareNumber": "12",
        "ThoroughfareName": "延安路",
        "PostalCode": "310000",
    }
    assert write_address([address]) == "延安路 12, 310000, 杭州, 中国, 西湖"


def test_an_empty_address_is_none() -> None:
    assert read_address(element("<core:Address><core:xalAddress/></core:Address>")) is None
