"""The ten questions of the manual are answered, and every citation quotes its document; judging is a reader's work."""

from examples.questions import QUESTIONS, answers, faults


def test_each_is_answered_and_quotes_its_sources():
    told = answers()
    assert len(told) == len(QUESTIONS) == 10
    for _, brief, texts in told:
        assert not faults(brief, texts), brief.question
        assert len(brief.section("answer").sentences) <= 3
