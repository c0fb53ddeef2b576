"""Who wants whom to do what: every construction that reports a demand, in sentences written for these tests."""

import pytest

ARTICLE_DAY = "2012-05-09"


def sides(actors):
    return [a.country for a in actors]


def only(read):
    assert len(read.demands) == 1, [(d.what.exact, d.why[0].rule) for d in read.demands]
    assert read.quotes_its_source()
    return read.demands[0]


@pytest.mark.parametrize(
    ("text", "by", "of", "what", "force"),
    [
        ("Kenya demanded that Somalia withdraw its troops.", "KEN", ["SOM"], "withdraw its troops", "require"),
        ("India called on Pakistan to stop testing missiles.", "IND", ["PAK"], "stop testing missiles", "ask"),
        ("Turkey told Greece to open the crossing.", "TUR", ["GRC"], "open the crossing", "require"),
        ("Paris demanded his immediate release.", "FRA", [], "his immediate release", "require"),
        ("Norway called for an inquiry into the sinking.", "NOR", [], "an inquiry into the sinking", "ask"),
        ("Chad wants Sudan to disarm the rebels.", "TCD", ["SDN"], "disarm the rebels", "ask"),
        ("Canada called for the ban to be lifted.", "CAN", [], "the ban to be lifted", "ask"),
        ("Cuba insisted that Spain return the paintings.", "CUB", ["ESP"], "return the paintings", "require"),
        ("France has recommended that Mali hold elections.", "FRA", ["MLI"], "hold elections", "advise"),
        ("Germany's call for Serbia to arrest him went unheard.", "DEU", ["SRB"], "arrest him", "ask"),
        ("Peru's demand that Chile return the relics was ignored.", "PER", ["CHL"], "return the relics", "require"),
        ("Japan said that Russia must return the islands.", "JPN", ["RUS"], "return the islands", "require"),
        ("“Russia has to return the islands,” Japan said.", "JPN", ["RUS"], "return the islands", "require"),
        ("According to Poland, Belarus should free the reporters.", "POL", ["BLR"], "free the reporters", "ask"),
        ("Sweden said it was vital that Iran admit inspectors.", "SWE", ["IRN"], "admit inspectors", "ask"),
        ("“It is time for Burma to free her,” Britain said.", "GBR", ["MMR"], "free her", "ask"),
        ("Ireland stressed the need to restore the truce.", "IRL", [], "restore the truce", "ask"),
        ("Italy expressed hope that Libya would reopen the port.", "ITA", ["LBY"], "reopen the port", "ask"),
    ],
)
def test_who_wants_whom_to_do_what(code, text, by, of, what, force):
    demand = only(code(text))
    assert demand.by.country == by
    assert sides(demand.of) == of
    assert demand.what.exact == what
    assert demand.force == force


@pytest.mark.parametrize(
    "text",
    [
        "India called on Pakistan not to test the missile.",
        "China warned Japan not to send ships.",
        "Egypt said that Ethiopia must not fill the dam.",
        "Iran threatened to close the strait if Iraq imposed new sanctions.",
    ],
)
def test_what_is_to_be_left_undone_is_marked(code, text):
    assert only(code(text)).negative


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister said that we must prepare for a hard winter.",
        "Canada said it must spend more on roads.",
        "The law requires drivers to wear belts.",
        "Should Iran need help, Iraq will offer it.",
        "Nobody asked Canada to join the alliance.",
        "Officials in Chad discussed how the men should be tried.",
        "Norway insisted that it had kept its word.",
        "Spain wants to join the talks.",
        "Must Ghana pay?",
        "The envoy asked me to help him with his bags.",
        "France should do more to help.",
        "“Prices should rise next year,” the Bank of Japan said.",
    ],
)
def test_these_demand_nothing_of_anybody(code, text):
    assert [d.what.exact for d in code(text).demands] == []


@pytest.mark.parametrize(
    ("text", "kind", "what", "consequence"),
    [
        (
            "Norway will not resume aid unless Malawi prosecutes the thieves.",
            "precondition",
            "prosecutes the thieves",
            "resume aid",
        ),
        (
            "The EU said the measures would stay until Belarus frees its prisoners.",
            "precondition",
            "frees its prisoners",
            "the measures would stay",
        ),
        (
            "Germany would lift the sanctions if Iran stopped enriching uranium.",
            "reward",
            "stopped enriching uranium",
            "lift the sanctions",
        ),
        (
            "Japan offered to build two reactors in return for the release of the hostages.",
            "reward",
            "the release of the hostages",
            "build two reactors",
        ),
        (
            "Pakistan agreed to reopen the road on condition that Kenya apologise.",
            "reward",
            "apologise",
            "reopen the road",
        ),
        (
            "Kenya threatened to close the border if Somalia did not withdraw its troops.",
            "penalty",
            "withdraw its troops",
            "close the border",
        ),
        (
            "The release of the soldiers is a precondition for talks, Israel said.",
            "precondition",
            "The release of the soldiers",
            "talks",
        ),
        (
            "Lifting the ban depends on the release of the activists, Australia said.",
            "precondition",
            "the release of the activists",
            "Lifting the ban",
        ),
    ],
)
def test_what_hangs_on_a_demand(code, text, kind, what, consequence):
    demand = only(code(text))
    assert demand.what.exact == what
    assert (demand.tie.kind, demand.tie.consequence.exact) == (kind, consequence)


def test_acts_that_could_be_done_separately_are_told_apart(code):
    read = code("Poland asked Germany to return the paintings and open its archives.")
    assert [d.what.exact for d in read.demands] == ["return the paintings", "open its archives"]
    read = code("The opposition demanded new elections, the release of its leader and an end to censorship.")
    assert [d.what.exact for d in read.demands] == [
        "new elections",
        "the release of its leader",
        "an end to censorship",
    ]


def test_a_second_to_goes_back_to_the_asking(code):
    read = code("Norway has asked Burma to let the monks march freely and to stop jailing their leaders.")
    assert [d.what.exact for d in read.demands] == ["let the monks march freely", "stop jailing their leaders"]


def test_two_demanders_make_two_demands(code):
    read = code("Sweden and Finland called for an inquiry into the sinking.")
    assert [d.by.country for d in read.demands] == ["SWE", "FIN"]
    assert len({d.id for d in read.demands}) == 2


def test_both_are_the_last_two_who_acted(code):
    read = code(
        "Kenya on Monday closed its border with Somalia. Ethiopia recalled its ambassador. "
        "Both said the measures would stay until Somalia frees the fishermen."
    )
    assert [d.by.country for d in read.demands] == ["KEN", "ETH"]
    assert all(sides(d.of) == ["SOM"] for d in read.demands)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Kenya demanded that Somalia withdraw its troops by Friday.", "2012-05-11"),
        ("Egypt ordered ten Iranian diplomats to leave the country within 48 hours.", "2012-05-11"),
        ("Russia gave Georgia three days to pull back its army.", "2012-05-12"),
        ("France urged Mali to hold elections before the end of the year.", "2012-12-31"),
        ("France urged Mali to hold elections by 1 July.", "2012-07-01"),
        ("France urged Mali to hold elections.", None),
    ],
)
def test_a_deadline_is_read_against_the_articles_day(code, text, deadline):
    assert only(code(text, date=ARTICLE_DAY)).deadline == deadline


def test_without_the_articles_day_a_deadline_stays_as_it_was_said(code):
    assert only(code("Kenya demanded that Somalia withdraw its troops by Friday.")).deadline == "by Friday"


def test_an_analysts_should_is_advice(code):
    text = "“Chad should talk to the rebels,” said Anna Berg, a political analyst at a think tank in Oslo."
    assert only(code(text)).force == "advise"


def test_a_list_of_things_to_do_holds_as_many_demands(code):
    read = code(
        "Finland’s president met the envoy of Belarus. “Here are the things that Belarus needs to do: "
        "free the students, allow a visit by the Red Cross and reopen the newspaper,” he said."
    )
    acts = [d.what.exact for d in read.demands if d.why[0].rule == "list"]
    assert acts == ["free the students", "allow a visit by the Red Cross", "reopen the newspaper"]


def test_what_comes_first_has_rank_one(code):
    read = code("“First and foremost Sudan must stop the raids and admit aid workers,” Norway said.")
    assert [(d.what.exact, d.rank) for d in read.demands] == [("stop the raids", 1), ("admit aid workers", None)]


def test_a_second_wording_names_the_first(code):
    read = code(
        "“Sudan must reopen the border crossing,” Chad said. "
        "“The top of our list is reopening the crossing,” Chad said. “We cannot meet them until that happens.”"
    )
    first, second = read.demands
    assert second.same_as == first.id
    assert second.rank == 1
    assert second.tie.kind == "precondition"


def test_an_order_in_a_headline_needs_no_quotation_marks(code):
    demand = only(code("Free the reporters, Norway tells Belarus"))
    assert (demand.by.country, sides(demand.of), demand.what.exact) == ("NOR", ["BLR"], "Free the reporters")


def test_a_capital_us_is_a_country_and_no_pronoun(code):
    assert only(code("US urges Turkey to reopen border crossing")).by.country == "USA"


@pytest.mark.parametrize(
    ("text", "by", "of", "what"),
    [
        ("Chad denies it. It insists that Gabon hand over the maps.", "TCD", ["GAB"], "hand over the maps"),
        ("Chad has to open the road within a week, France decided.", "FRA", ["TCD"], "open the road"),
        ("France ruled on Friday that Chad must not use the shells.", "FRA", ["TCD"], "not use the shells"),
        ("Egypt rejected Sudan's demand that it stop arming the militia.", "SDN", ["EGY"], "stop arming the militia"),
        ("Peru wants its relics back.", "PER", [], "its relics back"),
        ("“Chad would do well to free the writer,” the French minister said.", "FRA", ["TCD"], "free the writer"),
        ("On Tuesday France called on Chad to free him.", "FRA", ["TCD"], "free him"),
    ],
)
def test_more_ways_of_asking(code, text, by, of, what):
    demand = only(code(text))
    assert (demand.by.country, sides(demand.of), demand.what.exact) == (by, of, what)


def test_whose_demand_it_is_where_somebody_else_voices_it(code):
    demand = only(code("On behalf of the African Union, Thabo Nkosi called on both sides to stop shelling the camp."))
    assert (demand.by.text, demand.voiced_by.text) == ("African Union", "Thabo Nkosi")


def test_conditions_counted_out_one_by_one(code):
    text = (
        "“We have two conditions. The first is that Sudan frees us. The second is that it opens the road,” Chad said."
    )
    assert [(d.by.country, d.what.exact) for d in code(text).demands] == [
        ("TCD", "frees us"),
        ("TCD", "opens the road"),
    ]


def test_what_follows_or_is_the_penalty(code):
    first = only(code("France gave Chad a month to clean up its fleet or see its fish shut out of Europe."))
    assert (first.what.exact, first.tie.kind, first.tie.consequence.exact[:8]) == (
        "clean up its fleet",
        "penalty",
        "see its ",
    )
    second = only(code("France gave Chad a week to release the men, or else."))
    assert (second.what.exact, second.tie.kind) == ("release the men", "penalty")


def test_a_speakers_money_that_flows_once_the_law_is_gone(code):
    demand = only(code("Norway said that the money would flow again once Uganda scrapped the law."))
    assert (demand.by.country, sides(demand.of), demand.tie.kind) == ("NOR", ["UGA"], "reward")


def test_a_list_whose_second_verb_looks_like_an_adjective(code):
    text = "Chad must shut down the radio, close the French military base at Faya and pay compensation, Gabon said."
    assert [d.what.exact for d in code(text).demands] == [
        "shut down the radio",
        "close the French military base at Faya",
        "pay compensation",
    ]


def test_a_commissioner_speaks_for_the_commission(code):
    text = "The European Commission met. “Chad must track its boats,” said Ann Berg, the commissioner for fisheries."
    assert only(code(text)).by.country == "EUR"


@pytest.mark.parametrize(
    "text",
    [
        "It is not for France to tell Algeria what to do.",
        "“Nobody is asking Chad to apologise,” the French minister said.",
        "Germany neither demanded nor expected that Poland pay.",
    ],
)
def test_what_nobody_asks_for(code, text):
    assert not code(text).demands


RESOLUTION = """The Security Council,

Having heard both sides,

1. Condemns the raid on the port;

2. Demands that Chad withdraw its forces and that all parties respect the truce;

3. Calls upon all States not to sell arms to the parties and to report any such sale;

4. Decides that all States shall, for the purposes of this resolution, immediately freeze the funds of the militia;

5. Requests the Secretary-General to send observers, and urges Sudan to receive them;

6. Decides to remain seized of the matter."""


def test_a_resolution_demands_paragraph_by_paragraph(code):
    read = code(RESOLUTION)
    assert {d.by.country for d in read.demands} == {"UNO"}
    assert [(d.what.exact, d.force, d.negative) for d in read.demands] == [
        ("withdraw its forces", "require", False),
        ("respect the truce", "require", False),
        ("sell arms to the parties", "ask", True),
        ("report any such sale", "ask", False),
        ("immediately freeze the funds of the militia", "require", False),
        ("send observers", "ask", False),
        ("receive them", "ask", False),
    ]


LISTED = """Resolution 7003
of 3 May 2001

The Security Council,

Having considered the report on the mines of the upper valley and the letter of the Government
of Chad,

1. Calls upon the Government of Sudan to open the crossing
at Tine without delay, to co-operate fully with the Red
Cross and to refrain from any act against the convoys;

2. Demands that all parties, pending the talks:
(a) Cease at once the shelling of the town;
(b) Release all prisoners;
(c) Put an end to the laying of mines;

3. Appeals to all concerned for the return of the cattle,
and stresses that the Government of Chad must protect
the herders;

4. Requests the Secretary-General, in consultation with
the African Union, to name an envoy and, for this purpose,
to visit both capitals;

5. Decides:
(a) To call upon Chad to reopen the market;
(b) To extend the mandate of the observers until 30 June;

6. Considers, in the light of that report, that the posts on
the river should be handed back."""


def test_a_resolution_printed_in_lines_with_lists_and_asides(code):
    """Scanned print breaks its lines amid sentences; what stands below a colon is asked of those named above it."""
    read = code(LISTED)
    assert [(d.what.exact.replace("\n", " "), sides(d.of)) for d in read.demands] == [
        ("open the crossing at Tine without delay", ["SDN"]),
        ("co-operate fully with the Red Cross", ["SDN"]),
        ("refrain from any act against the convoys", ["SDN"]),
        ("Cease at once the shelling of the town", [None]),
        ("Release all prisoners", [None]),
        ("Put an end to the laying of mines", [None]),
        ("the return of the cattle", []),
        ("protect the herders", ["TCD"]),
        ("name an envoy", [None]),
        ("visit both capitals", [None]),
        ("reopen the market", ["TCD"]),
        ("the posts on the river should be handed back", []),
    ]
    assert read.quotes_its_source()


@pytest.mark.parametrize(
    ("paragraph", "acts"),
    [
        (
            "1. Urges all States to take measures, in conformity with the Charter, to save the crew;",
            ["take measures"],
        ),
        (
            "1. Requests Chad, in the event of its talks failing to end the dispute, to accept arbitration;",
            ["accept arbitration"],
        ),
        ("1. Decides that Chad shall close the port and shall prevent any sale of arms;", 2),
        ("1. Demands that all parties fully respect the truce and refrain from any raid;", 2),
        ("1. Calls again upon Chad to respect and to comply with the truce;", ["respect and to comply with the truce"]),
        ("1. Requests the envoy to submit to the Council as soon as possible a report;", 1),
        ("1. Decides that an impartial inquiry be held;", ["an impartial inquiry be held"]),
        ("1. Stresses the need for Chad to open the road;", ["open the road"]),
        ("1. Insists that there shall be no attack on the post;", ["there shall be no attack on the post"]),
    ],
)
def test_rows_of_acts_and_what_they_are_for(code, paragraph, acts):
    found = [d.what.exact for d in code(f"The Security Council,\n\nHaving met,\n\n{paragraph}").demands]
    assert len(found) == acts if isinstance(acts, int) else found == acts


@pytest.mark.parametrize(
    "paragraph",
    [
        "1. Decides to call an emergency session to examine the question;",
        "1. Decides that the Group shall be established for a period of six months;",
        "1. Declares that the sanctions shall remain in force;",
        "1. Decides to meet again to consider the report;",
        "1. Endorses the report which, inter alia, calls upon all States to help;",
    ],
)
def test_what_a_council_decides_for_itself_is_no_demand(code, paragraph):
    assert not code(f"The Security Council,\n\nHaving met,\n\n{paragraph}").demands


def test_what_all_are_to_prevent_stands_below(code):
    text = (
        "The Security Council,\n\nHaving met,\n\n1. Decides that all States shall prevent:\n\n(a) The import of coal;"
    )
    assert [(d.what.exact, d.negative) for d in code(text).demands] == [("The import of coal", True)]


def test_all_states_are_not_one_state(code):
    """A resolution on Chad that calls upon all States calls upon no State of Chad's."""
    read = code("The Security Council,\n\nRecalling the report of Chad,\n\n1. Calls upon all States to lend it money.")
    assert sides(only(read).of) == [None]


def test_demands_are_the_same_each_time(code):
    text = "Kenya demanded that Somalia withdraw its troops and pay for the damage by Friday."
    assert code(text, date=ARTICLE_DAY).demands == code(text, date=ARTICLE_DAY).demands


def test_confidence_is_a_share(code):
    for demand in code(RESOLUTION).demands:
        assert 0.0 < demand.confidence < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president asked the students whether they wanted Uganda to leave.",
        '"Please accept my sincere condolences," Kenya\'s president told Uganda.',
    ],
)
def test_questions_and_courtesies_ask_for_nothing(code, text):
    assert code(text, date=ARTICLE_DAY).demands == []
