"""Every file of an outcome bears how, where, with what and from which sources it was worked out."""

from tests.outcomes import plant_outcome
from twin.api.provenance import list_provenance


def test_an_outcome_is_quoted_with_its_formula_zoning_sources_times_and_address() -> None:
    told = dict(list_provenance(plant_outcome(), "http://x/jobs/1", "en"))
    assert told == {
        "Analysis": "Planted (planted 1.0.0)",
        "How it is worked out": "One divided by the other",
        "Zoning": "admin-areas/6",
        "Inputs": "admin_level: 6",
        "Sources (when loaded)": "made (2024-05-01 08:00+08:00)",
        "Valid on": plant_outcome()["valid"],
        "As known at": "2026-01-02 11:04+08:00",
        "Permalink": "http://x/jobs/1",
    }
