"""Reads what a city works by from `resources/standards/`: categories with filing standards, departments, plans.

The catalogue is versioned data: a city runs the codes of GB/T 30428.2-2013 today and moves to GB/T 47678.5-2026.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from app.domain.categories import Category
from app.domain.duty import Department
from app.domain.plans import PlanTemplate

STANDARDS = Path(__file__).parents[2] / "resources" / "standards"
VERSIONS = ("2013", "2026")


@dataclass(frozen=True, slots=True, kw_only=True)
class _CatalogueFile:
    version: str
    standard: str
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Catalogue:
    """One version of the codes. `standard` is the document that it follows."""

    version: str
    standard: str
    by_code: dict[str, Category]


@cache
def load_catalogue(version: str) -> Catalogue:
    """The catalogue of that version, read once; ValueError for a version that is not shipped."""
    if version not in VERSIONS:
        raise ValueError(f"no catalogue of version {version!r}; there are {', '.join(VERSIONS)}")
    file = msgspec.json.decode((STANDARDS / f"catalogue-{version}.json").read_bytes(), type=_CatalogueFile)
    return Catalogue(file.version, file.standard, {category.code: category for category in file.categories})


@cache
def load_departments() -> tuple[Department, ...]:
    """The departments (责任单位) that the shipped catalogues name."""
    return msgspec.json.decode((STANDARDS / "departments.json").read_bytes(), type=tuple[Department, ...])


@cache
def load_plan_templates() -> dict[str, PlanTemplate]:
    """All plan templates by id."""
    files = sorted((STANDARDS / "plans").glob("*.json"))
    templates = (msgspec.json.decode(file.read_bytes(), type=PlanTemplate) for file in files)
    return {template.id: template for template in templates}


@cache
def standards_digest() -> str:
    """Changes whenever one of the shipped files does."""
    digest = hashlib.sha256()
    for file in sorted(STANDARDS.rglob("*.json")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
