from __future__ import annotations

import re
import time
import tracemalloc
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.report.conftest import TRAP
from tests.simulator import dossier_of, honest_council, honest_election, miscopied_figure, second_source

from tellers.check import check
from tellers.dossier import open_dossier
from tellers.errors import UsageError
from tellers.report.catalogue import LANGUAGES
from tellers.report.html import render_html
from tellers.report.telling import NOTHING

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """A page read back: its elements in order, its ids, its text, and whether all are closed."""

    def __init__(self, text: str) -> None:
        """Read the whole page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note an element and open it."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Close the element that was opened last: it must be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the words."""
        self.text.append(data)

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element with one of these names."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def words(self) -> str:
        """Return all text with single blanks."""
        return " ".join(" ".join(self.text).split())


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request) -> str:
    """Each language of the reports."""
    return request.param


@pytest.fixture(scope="module", params=["election", "council", "honest"])
def page(request, language) -> Page:
    """Each of three votes in each language."""
    return Page(render_html(request.getfixturevalue(request.param), language))


def test_the_page_is_whole(page):
    """Every element that is opened is closed, in turn."""
    assert page.open == []


def test_the_page_asks_nobody_for_anything(page):
    """No address but the name of SVG, no script, no second file; and it forbids itself to fetch any."""
    used = {
        name: value
        for attributes in page.all(*{tag for tag, _ in page.elements})
        for name, value in attributes.items()
    }
    policies = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]

    assert page.all("script", "link", "img", "iframe", "object", "base", "form") == []
    assert not any(name.startswith("on") or name in {"src", "srcset", "style", "action"} for name in used)
    assert [a["href"] for a in page.all("a") if not (a["href"] or "").startswith("#")] == []
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_every_link_leads_somewhere_and_every_id_is_there_once(page):
    """So do the names that a screen reader follows."""
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    led = [(a["href"] or "")[1:] for a in page.all("a")]
    named = [name for _, a in page.elements for name in (a.get("aria-labelledby") or "").split()]

    assert len(ids) == len(set(ids))
    assert set(led + named) <= set(ids)


def test_headings_go_down_one_step_at_a_time(page):
    """One first heading, and none that skips a level."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_says_what_it_heads(page):
    """A screen reader tells row and column of each cell."""
    assert len(page.all("table")) == len(page.all("caption")) > 3
    assert {attributes.get("scope") for attributes in page.all("th")} == {"col", "row"}


def test_every_picture_has_words_and_a_table_beside_it(page):
    """A figure holds at least one picture with a title, and a table that says the same."""
    pictures = [a for a in page.all("svg") if a.get("role") == "img"]
    inside, tables = 0, 0
    for tag, _ in page.elements:
        inside += tag == "figure"
        tables += tag == "table" and inside > tables
    assert inside == len(page.all("figcaption")) <= len(pictures)
    assert tables == inside
    assert all(a["aria-labelledby"] for a in pictures)


def test_the_page_says_its_language_and_its_title(page, language):
    """Before anything else is read."""
    assert page.all("html")[0]["lang"] == language
    assert len(page.all("title")) >= 1
    assert all(page.all(landmark) for landmark in ("main", "header", "footer", "nav"))


def test_the_first_screen_answers_the_five_questions_in_their_order(election):
    """What was proclaimed, what the records give, what is missing, what it could change, on what it rests."""
    words = Page(render_html(election, "en")).words
    places = [
        words.index(question)
        for question in (
            "contradicted",
            "What was proclaimed",
            "What the records give",
            "What is missing",
            "What the missing could change",
            "On which assumptions",
            "What the records cover",
        )
    ]

    assert places == sorted(places)


def test_the_numbers_of_the_venezuelan_dossier_are_on_its_page(election):
    """Margin, outstanding voters, excess over the bulletin, coverage, and the pairs of sources."""
    words = Page(render_html(election, "en")).words

    for number in (
        "3,987,338",
        "3,349,293",
        "3,915,001",
        "3,576,566",
        "1,977,376",
        "3,092,702",
        "24,530",
        "21,937",
    ):
        assert number in words
    assert "83.50\xa0%" in words or "83.50 %" in words


def test_numbers_are_grouped_as_the_reader_groups_them(election):
    """A Spanish page has points where an English one has commas."""
    assert "3.987.338" in Page(render_html(election, "es")).words
    assert "3,987,338" not in Page(render_html(election, "es")).words


def test_a_share_of_units_by_area_is_not_told_where_the_list_of_units_is_not_whole(election, honest):
    """25,097 of 30,026 tables are listed, and nobody knows where the others lie; the made list is whole."""
    venezuela, made = (Page(render_html(result, "en")) for result in (election, honest))

    assert "no coverage by area can be given" in venezuela.words
    assert not any((a.get("id") or "").endswith("map-coverage") for a in venezuela.all("svg"))
    assert "no coverage by area can be given" not in made.words


def test_municipalities_without_a_sheet_are_on_the_map_as_crosses(election):
    """Seven of them, six in Amazonas."""
    page = Page(render_html(election, "en"))

    assert "no record (7 areas)" in page.words
    assert sum(a.get("class") == "cross" for a in page.all("path")) == 8  # and one in the legend


def test_a_roll_call_is_told_name_by_name(council):
    """Each member, what each source says, and where a source says otherwise."""
    text = render_html(council, "en")
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', text)
    roll = {name: re.findall(r"<td>([^<]*)</td>", cells) for name, cells in rows if "<td>" in cells}

    assert roll["Mexico"][:4] == ["Absent", "Absent", "≠ Abstaining", "≠ Abstaining"]
    assert roll["Cuba"] == ["not called", *[NOTHING] * 4, "counted and never called"]
    assert roll["Uruguay"][2] == "For; For"
    assert roll["“Old and bearded”"][-1] == "matches no name on the roll"


def test_rival_bases_stand_side_by_side(council):
    """34, 33 and 32 members, those present, those who voted: who claims each, and what follows."""
    words = Page(render_html(council, "en")).words

    for told in (
        "18 needed, 17 given: not adopted",
        "17 needed, 17 given: adopted",
        "9 needed, 17 given: adopted",
    ):
        assert told in words


def test_votes_outside_the_records_are_told_apart(tmp_path):
    """They are added where a total is held against an announcement, and named on the first screen."""
    election = honest_election(seed=7)
    first = election.options[0]
    made = dossier_of(election, tmp_path)
    path = made.folder / "contest.toml"
    added = (
        f'[[contest.addition]]\nname = "votes by post"\nby = "the post"\nfigures = {{ {first} = 1234 }}\n\n'
    )
    path.write_text(path.read_text().replace("[[source]]", added + "[[source]]", 1), encoding="utf-8")
    words = Page(render_html(check(open_dossier(made.folder, verify=False)), "en")).words

    told = "Counted with the records, and in none of them: votes by post, 1,234 votes, stated by the post."
    assert words.count(told) == 2
    assert f"{election.total(first) + 1234:,}" in words


def test_a_secret_vote_is_never_told_unit_by_unit(tmp_path):
    """However few units it has."""
    few = check(dossier_of(honest_election(seed=5, regions=1, centres=2), tmp_path / "secret"))
    open_vote = check(dossier_of(honest_council(seed=5, members=9), tmp_path / "open"))

    assert "Name by name" not in render_html(few, "en")
    assert "Name by name" in render_html(open_vote, "en")


@pytest.mark.parametrize("which", ["hostile", "hostile_council"])
def test_no_name_of_a_dossier_is_anything_but_text(which, request, language):
    """A trap written where names stand adds no element, no attribute and no control character."""
    text = render_html(request.getfixturevalue(which), language)
    page = Page(text)

    assert page.open == []
    assert page.all("script", "img") == []
    assert TRAP not in text
    assert "<script>alert(1)</script>" in page.words  # it is there to be read
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_the_same_result_gives_the_same_page(election, language):
    """Byte for byte, so that two who check can compare."""
    assert render_html(election, language) == render_html(election, language)


def test_an_unknown_language_is_refused(honest):
    """With those there are."""
    with pytest.raises(UsageError, match="there is no language 'xx'"):
        render_html(honest, "xx")


def test_the_page_of_a_national_election_is_light_and_quick(election):
    """Under 1.5 MB, and under a second of processor time with everything loaded."""
    render_html(election, "en")
    began = time.process_time()
    text = render_html(election, "en")

    assert time.process_time() - began < 1
    assert len(text.encode()) < 1_500_000


def test_memory_does_not_grow_with_what_is_found(tmp_path):
    """Five hundred differing sheets take hardly more room on the page than five."""
    sizes = []
    for count in (5, 500):
        election = second_source(honest_election(seed=6, regions=6, centres=30), name="press")
        for place in election.places[:count]:
            election = miscopied_figure(election, unit=place.unit, figure=election.options[0], votes=1)
        result = check(dossier_of(election, tmp_path / str(count)))
        tracemalloc.start()
        text = render_html(result, "en")
        sizes.append((len(text), tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()
    (few, little), (many, much) = sizes

    assert many < 1.1 * few
    assert much < 1.1 * little


def test_tables_are_groups_and_no_landmarks(council):
    """A screen reader's list of landmarks would hold a hundred of them, many of one name."""
    page = render_html(council, "en")

    assert 'role="region"' not in page
    assert page.count('class="scroll" role="group" aria-labelledby=') == page.count('class="scroll"') > 20
