"""The order of questions, what each result makes lapse, and which rule holds when.

The two sequences are real ones: research/council.md, 1.3.
"""

from __future__ import annotations

import pytest
from tests.council.drafting import amendment, draft, request

from tellers.canonical import hash_version
from tellers.council import WHOLE, Why, follow_plan, plan_votes, text_as_decided
from tellers.errors import UsageError
from tellers.model import (
    Action,
    AmendmentId,
    Division,
    Motion,
    OutcomeWord,
    ParagraphId,
    Part,
    QuestionId,
    RuleWhen,
    Text,
    UnitId,
    VersionId,
    Withdrawal,
)

YES, NO = OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED


def part(name: str, *paragraphs: str, **told: object) -> Part:
    """A part of paragraphs."""
    return Part(id=QuestionId(name), paragraphs=tuple(map(ParagraphId, paragraphs)), **told)


def division(name: str, *parts: Part, **told: object) -> Division:
    """A division asked for by one member."""
    return Division(id=QuestionId(name), by=(UnitId("AL"),), parts=parts, **told)


def standing(text, **results):
    """Question, outcome and reason after these results."""
    steps = follow_plan(plan_votes(text), {name.replace("_", "-"): word for name, word in results.items()})
    return {
        str(step.question.id): (step.outcome, step.because.why if step.because else None) for step in steps
    }


def test_the_furthest_goes_first_and_it_is_said_that_words_were_counted():
    """Thirteen words out, then one for another; the text last."""
    plan = plan_votes(
        draft(
            amendments=(
                amendment("near", Action.REPLACE, "op1", words="Requests", text="Urges"),
                amendment("far", Action.DELETE, "op1"),
            )
        )
    )

    assert [(q.id, q.distance, q.order_stated) for q in plan.questions] == [
        ("far", 13, False), ("near", 2, False), ("whole", None, True),
    ]  # fmt: skip


def test_the_order_the_chair_stated_holds_against_the_count():
    """What is furthest in substance is its judgement."""
    plan = plan_votes(
        draft(
            amendments=(
                amendment("long", Action.DELETE, "op1"),
                amendment(
                    "not", Action.INSERT_AFTER, "op4", words="Decides", text="not",
                    order=1, order_by=Text.of("the chair"),
                ),
            )
        )
    )  # fmt: skip

    assert [(q.id, q.order_stated) for q in plan.questions[:2]] == [("not", True), ("long", False)]


def test_an_amendment_to_an_amendment_comes_before_it():
    """And lapses with it when another takes the paragraph out."""
    text = draft(
        amendments=(
            amendment("a", Action.DELETE, "op1", order=1),
            amendment("b", Action.REPLACE, "op1", words="without delay", text="in thirty days"),
            amendment("b.1", Action.REPLACE, words="thirty", text="ten", amends=AmendmentId("b")),
        )
    )

    assert [q.id for q in plan_votes(text).questions] == ["a", "b.1", "b", "whole"]
    assert standing(text, a=YES)["b"] == (OutcomeWord.LAPSED, Why.SAME_PARAGRAPH)
    assert standing(text, a=YES)["b.1"] == (OutcomeWord.LAPSED, Why.AMENDMENT_DECIDED)
    assert standing(text, a=NO)["b.1"] == (None, None)


def test_what_the_chair_excludes_lapses_and_what_was_taken_back_is_not_put():
    """A statement of the chair reaches where no computation would."""
    text = draft(
        amendments=(
            amendment("a", Action.DELETE, "op1", order=1, excludes=(AmendmentId("b"),)),
            amendment("b", Action.DELETE, "op2", order=2),
            amendment("c", Action.DELETE, "op3"),
            amendment("c.1", Action.DELETE, amends=AmendmentId("c"), words="x"),
        ),
        withdrawals=(Withdrawal(on="2024-07-31", by=(UnitId("NO"),), amendment=AmendmentId("c")),),
    )

    assert plan_votes(text).withdrawn == ("c", "c.1")
    assert standing(text, a=YES)["b"] == (OutcomeWord.LAPSED, Why.EXCLUDED)


def test_a_draft_that_is_taken_back_leaves_nothing_to_vote_on():
    """Whatever had been planned."""
    text = draft(withdrawals=(Withdrawal(on="2024-07-31", by=(UnitId("NO"),)),))

    assert standing(text) == {"whole": (OutcomeWord.WITHDRAWN, None)}


def test_25_october_1971_the_majority_is_settled_by_an_earlier_vote():
    """Postpone 53-56-19, priority 61-53-15, important question 55-59-15, then 76-35-17 of the cast."""
    text = draft(
        rule="cast",
        motions=(
            Motion(id=QuestionId("postpone"), title=Text.of("Postpone"), ends=True),
            Motion(id=QuestionId("priority"), title=Text.of("Priority")),
            Motion(
                id=QuestionId("important"), title=Text.of("An important question"),
                settles=(RuleWhen(question=WHOLE, adopted="two-thirds", rejected="cast"),),
            ),
        ),
        amendments=(amendment("reservation", Action.DELETE, "op4"),),
        divisions=(division("clause", part("clause-1", "op3"), opposed=True),),
    )  # fmt: skip
    before = follow_plan(plan_votes(text), {"postpone": NO, "priority": YES})
    results = {
        "postpone": NO,
        "priority": YES,
        "important": NO,
        "reservation": NO,
        "clause": NO,
        "whole": YES,
    }
    steps = follow_plan(plan_votes(text), results)

    assert (before[-1].rule, [s.question.id for s in before if s.put_next]) == (None, ["important"])
    assert [s.question.id for s in steps] == [
        "postpone", "priority", "important", "reservation", "clause", "clause-1", "whole",
    ]  # fmt: skip
    assert steps[5].because.why is Why.NOT_DIVIDED
    assert (steps[-1].rule, steps[-1].outcome, steps[-1].against_plan) == ("cast", YES, False)
    assert follow_plan(plan_votes(text), {**results, "important": YES})[-1].rule == "two-thirds"


def test_a_european_amendment_in_three_parts_adopted_rejected_lapsed():
    """478-111-35 adopted, 340-265-15 rejected, the third lapsed; what was adopted goes into the text."""
    whole = amendment(
        "am6", Action.ADD, paragraphs=(request(5, "Five."), request(6, "Six."), request(7, "Seven."))
    )
    text = draft(
        amendments=(whole,),
        divisions=(
            division(
                "split",
                part("am6-1", "op5"),
                part("am6-2", "op6", rule="component"),
                part("am6-3", "op7", lapses_unless=(QuestionId("am6-2"),)),
                of=AmendmentId("am6"),
            ),
        ),
    )
    plan = plan_votes(text)
    steps = follow_plan(plan, {"am6-1": YES, "am6-2": NO, "am6": YES})

    assert [(s.question.id, s.outcome.value) for s in steps[:3]] == [
        ("am6-1", "adopted"), ("am6-2", "not adopted"), ("am6-3", "lapsed"),
    ]  # fmt: skip
    assert (steps[1].rule, steps[2].because.why) == ("component", Why.PART_NEEDED)
    decided = text_as_decided(text, plan.version, steps, to=VersionId("final"))
    assert [p.id for p in decided.paragraphs[-2:]] == ["op4", "op5"]


def test_a_text_whose_operative_parts_all_fell_is_rejected_as_a_whole():
    """Rule 89 (129 in committees); with one of them left it is put."""
    parts = [part(f"p{i}", f"op{i}") for i in range(1, 5)]
    text = draft(divisions=(division("by-paragraph", *parts),))

    assert standing(text, p1=NO, p2=NO, p3=NO, p4=NO)["whole"] == (NO, Why.ALL_OPERATIVE_FELL)
    assert standing(text, p1=NO, p2=NO, p3=NO, p4=YES)["whole"] == (None, None)
    assert standing(text, p1=NO, p2=NO, p3=NO)["whole"] == (None, None)


@pytest.mark.parametrize("word", [OutcomeWord.WITHDRAWN, OutcomeWord.NOT_DECIDED])
def test_what_was_not_voted_out_stays_in_the_text(word):
    """A request for a vote apart that is taken back, or a part without a quorum, rejects nothing."""
    parts = [part(f"p{i}", f"op{i}") for i in range(1, 5)]
    text = draft(divisions=(division("by-paragraph", *parts),))
    results = {"p1": NO, "p2": NO, "p3": NO, "p4": word}
    plan = plan_votes(text)
    steps = follow_plan(plan, results)

    assert standing(text, **results)["whole"] == (None, None)
    assert standing(text, p1=word, p2=word, p3=word, p4=word)["whole"] == (None, None)
    assert [p.id for p in text_as_decided(text, plan.version, steps, to=VersionId("final")).operative] == [
        "op4"
    ]


def test_a_motion_without_a_quorum_settles_no_rule_and_ends_nothing():
    """Whether the question is important is still not known."""
    settles = (RuleWhen(question=WHOLE, adopted="two-thirds", rejected="cast"),)
    text = draft(
        motions=(Motion(id=QuestionId("important"), title=Text.of("Important"), settles=settles),),
        divisions=(division("clause", part("clause-1", "op3"), opposed=True),),
    )
    results = {"important": OutcomeWord.NOT_DECIDED, "clause": OutcomeWord.NOT_DECIDED}
    steps = follow_plan(plan_votes(text), results)

    assert (steps[-1].question.id, steps[-1].rule) == (WHOLE, None)
    assert standing(text, **results)["clause-1"] == (None, None)


def test_an_operative_paragraph_that_an_amendment_put_in_keeps_the_whole_alive():
    """What fell is held against the text as amended."""
    parts = [part(f"p{i}", f"op{i}") for i in range(1, 5)]
    text = draft(
        amendments=(amendment("a", Action.ADD, paragraphs=(request(5, "Five."),)),),
        divisions=(division("by-paragraph", *parts),),
    )

    assert standing(text, a=YES, p1=NO, p2=NO, p3=NO, p4=NO)["whole"] == (None, None)
    assert standing(text, a=NO, p1=NO, p2=NO, p3=NO, p4=NO)["whole"][0] is NO


def test_the_text_that_is_put_as_a_whole_is_the_one_with_a_hash():
    """An amendment in, a rejected paragraph out; nothing decided leaves the text as it was."""
    text = draft(
        amendments=(amendment("a", Action.REPLACE, "op1", words="Requests", text="Urges"),),
        divisions=(division("d", part("p3", "op3"), part("p4", "op4")),),
    )
    plan = plan_votes(text)
    decided = text_as_decided(
        text, plan.version, follow_plan(plan, {"a": YES, "p3": NO, "p4": YES}), to=VersionId("final")
    )
    untouched = text_as_decided(text, plan.version, follow_plan(plan, {}), to=VersionId("final"))

    assert [p.text.split()[0] for p in decided.operative] == ["Urges", "Invites", "Decides"]
    assert decided.by.in_language("en") == "a, p3"
    assert hash_version(untouched) == hash_version(plan.version)


def test_a_vote_recorded_on_a_question_that_had_lapsed_is_told():
    """As in one European voting list: lapsed, with counts."""
    text = draft(
        amendments=(amendment("a", Action.DELETE, "op1", order=1), amendment("b", Action.DELETE, "op1"))
    )
    steps = follow_plan(plan_votes(text), {"a": YES, "b": NO})

    assert [(s.question.id, s.against_plan) for s in steps] == [("a", False), ("b", True), ("whole", False)]


def test_an_amendment_that_does_not_fit_the_text_is_told_before_the_vote():
    """Not at the moment it is adopted."""
    with pytest.raises(UsageError, match="there is no paragraph 'op9'"):
        plan_votes(draft(amendments=(amendment("a", Action.DELETE, "op9"),)))
