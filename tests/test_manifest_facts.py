"""What is shipped of the Kubernetes schemas: facts, small, and whole enough to follow every field to its type."""

from __future__ import annotations

from pathlib import Path

from generator.domains.kubernetes import DOMAIN, manifests, names

FIELDS = Path(manifests.__file__).with_name("fields.json")


def test_the_table_is_small_and_holds_no_prose() -> None:
    text = FIELDS.read_text("utf-8")
    assert len(text) < 400_000
    assert "description" not in {key for fields in manifests.facts().types.values() for key in fields.values()}


def test_kinds_and_types_fit_together() -> None:
    known = manifests.facts()
    assert known.served["Pod"] == {"v1": "Pod"}
    assert known.types["PodSpec"]["containers"] == "[Container"
    assert known.removed["extensions/v1beta1", "Ingress"] == ("v1.22.0", "networking.k8s.io/v1")
    for owner, field in manifests._ENUMS:
        assert known.types[owner][field] == "s", (owner, field)


def test_no_removed_version_is_served() -> None:
    known = manifests.facts()
    both = [(v, k) for v, k in known.removed if v in known.served.get(k, {}) and not v.startswith("resource.k8s.io")]
    assert both == []


def test_names_of_the_domain_are_told_apart() -> None:
    firsts = [group[0] for group in DOMAIN.aliases]
    assert len(firsts) == len(set(firsts))
    every = [name.casefold() for group in DOMAIN.aliases for name in group]
    assert len(every) == len(set(every))
    assert not set(names.SPELLINGS) & set(names.SPELLINGS.values())
