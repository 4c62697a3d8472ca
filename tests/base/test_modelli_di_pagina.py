"""Every template of the house obeys the security policy, and the error pages need nothing to be shown."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation


TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
ERRORS = ["400", "403", "403_csrf", "404", "429", "500"]
# A document rendered to PDF embeds its stylesheet: no browser ever shows it.
ON_PAPER = {"rapporti/documento.html"}

INLINE_STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)


def text_of(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_template_obeys_the_security_policy(name):
    text = text_of(name)
    assert name in ON_PAPER or not INLINE_STYLE.search(text)
    assert not INLINE_HANDLER.search(text)
    assert all("src=" in attributes or "application/json" in attributes for attributes in SCRIPT.findall(text))


@pytest.mark.parametrize("name", PAGES)
def test_template_loads_nothing_from_elsewhere(name):
    assert not ELSEWHERE.search(text_of(name))


@pytest.mark.parametrize("name", [page for page in PAGES if page.startswith("components/")])
def test_component_says_its_parameters(name):
    assert "{% comment %}" in text_of(name) or "{#" in text_of(name)


@pytest.mark.parametrize("code", ERRORS)
def test_error_page_needs_no_context(code):
    html = render_to_string(f"{code}.html")
    assert html.count("<h1>") == 1
    assert html.count("<li>") >= 2
    assert '<html lang="it">' in html


def test_error_page_names_its_language():
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string("500.html")
