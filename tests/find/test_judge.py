"""Whether a sentence states an act: stated ones are believed, others doubted, and both the same way every time."""

import pytest

from dragoman.find import Claim, RelationJudge

SENTENCE = "Kenya accused Uganda of shelling a fishing village on the lake."
KENYA, UGANDA, VILLAGE = (
    (SENTENCE.index(words), SENTENCE.index(words) + len(words)) for words in ("Kenya", "Uganda", "a fishing village")
)


@pytest.fixture(scope="module")
def judge() -> RelationJudge:
    return RelationJudge.load()


def test_what_is_stated_is_likelier_than_what_is_not(judge):
    """Kenya accuses Uganda; it does not arm it, and the shelling is Uganda's."""
    accuses = judge.judge(SENTENCE, KENYA, UGANDA, "ACCUSE")

    assert accuses > 0.6
    assert judge.judge(SENTENCE, KENYA, UGANDA, "AID") < 0.4
    assert judge.judge(SENTENCE, KENYA, UGANDA, "ASSAULT") < accuses


def test_a_side_may_be_unnamed(judge):
    assert 0 < judge.judge("Two priests were arrested near the lake.", None, (0, 11), "COERCE") < 1


def test_a_claim_gets_the_same_answer_in_any_company(judge):
    claims = [Claim(SENTENCE, KENYA, UGANDA, "ACCUSE"), Claim(SENTENCE, UGANDA, VILLAGE, "ASSAULT")]
    together = judge.judge_many(claims)

    assert together == [judge.judge(c.sentence, c.source, c.target, c.type) for c in claims]
    assert judge.judge_many([]) == []


def test_a_claim_of_the_wrong_sides_is_doubted(judge):
    """The same act, told with its doer and its sufferer exchanged."""
    kenya, uganda = ("KEN", None), ("UGA", None)
    right = Claim(SENTENCE, KENYA, UGANDA, "ACCUSE", status="occurred", sides=([kenya], [uganda]))
    turned = Claim(SENTENCE, UGANDA, KENYA, "ACCUSE", status="occurred", sides=([uganda], [kenya]))

    assert judge.odds(right) > judge.odds(turned)


def test_a_claim_of_the_wrong_status_is_doubted(judge):
    done, denied = (Claim(SENTENCE, KENYA, UGANDA, "ACCUSE", status=status) for status in ("occurred", "denied"))

    assert judge.odds(done) > judge.odds(denied)
