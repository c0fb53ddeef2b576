"""Which words ask, require or advise, and which words cannot: the tables of `demands`.

Force by word: `require` for demands, orders, conditions and "must"; `ask` for calls, appeals,
wishes and "should"; `advise` for recommendations. Whoever adds a word adds it here.
"""

from dragoman.records import Force

REQUIRE: Force = "require"
ASK: Force = "ask"
ADVISE: Force = "advise"


def _table(require: str = "", ask: str = "", advise: str = "") -> dict[str, Force]:
    found: dict[str, Force] = dict.fromkeys(ask.split(), ASK)
    found.update(dict.fromkeys(require.split(), REQUIRE))
    found.update(dict.fromkeys(advise.split(), ADVISE))
    return found


# "urged Ankara to free them": the addressee is the object, or the subject of the infinitive
TO_VERBS = _table(
    require="order command instruct tell direct demand warn",
    ask="ask urge beg implore beseech press pressure pressurise pressurize lobby invite encourage exhort entreat "
    "petition push prod want like prefer expect request call appeal plead challenge wish admonish",
    advise="advise counsel",
)
# the preposition that the addressee follows, where he is no object
ADDRESSEE_PREPOSITIONS = {
    "call": ("on", "upon", "to"),
    "appeal": ("to",),
    "plead": ("with",),
    "demand": ("of", "from"),
    "ask": ("of", "from"),
    "request": ("of", "from"),
    "want": ("from", "of"),
    "seek": ("from",),
    "expect": ("of", "from"),
    "require": ("of", "from"),
    "prevail": ("on", "upon"),
    "pressure": ("on", "upon"),
    "demand_noun": ("to", "on", "of", "from"),
}
# "called for an inquiry", "pressed for both sides to talk"
FOR_VERBS = _table(
    ask="call ask appeal press push lobby plead campaign beg petition clamour clamor agitate argue pray",
)
# "demanded that Chad withdraw"
THAT_VERBS = _table(
    require="demand insist require order stipulate decree",
    ask="request ask urge beg propose hope wish prefer plead pray",
    advise="recommend suggest advise",
)
# these open a demand only before a bare verb form or "should": "insisted that he was right" demands nothing
SUBJUNCTIVE_ONLY = frozenset(
    "insist propose suggest require order ask urge wish prefer advise beg plead request".split()
)
# "demanded his release", "urged restraint"
NOUN_VERBS = _table(
    require="demand",
    ask="request urge seek want advocate",
    advise="recommend",
)
ON_VERBS = _table(require="insist")
# "her call for", "the demand that", "pressure on Chad to"
CUE_NOUNS = _table(
    require="demand insistence ultimatum deadline order",
    ask="call request appeal plea petition pressure entreaty urging exhortation hope",
    advise="recommendation advice",
)
# words about wishing that only count with somebody else as the doer, or with a thing wished for

MODALS: dict[str, Force] = {
    "must": REQUIRE,
    "shall": REQUIRE,
    "should": ASK,
    "ought": ASK,
    "cannot": REQUIRE,
}
SAY = frozenset(
    "say tell add believe think argue insist warn stress maintain declare state write tweet note feel suggest agree "
    "conclude emphasise emphasize reiterate claim explain announce reply respond acknowledge repeat affirm assert "
    "observe remark comment contend hold recommend concede proclaim caution point underline underscore continue "
    "signal indicate report message post urge counter retort concur decide rule vote resolve".split()
)
# nouns that speak for whoever made them: "a letter urging", "a resolution that demands"
PAPERS = frozenset(
    "letter resolution petition statement vote motion report draft declaration communique communiqué message note "
    "document campaign protest demonstration rally march poll survey editorial bill amendment article leaflet flyer "
    "appeal call speech plea tweet video memo paper proposal stance text banner slogan placard chant".split()
)
# what stands for no will of its own: "the law requires", "the crisis demands"
NO_WILL = frozenset(
    "law rule constitution treaty situation crisis job work task plan system process situation problem issue reality "
    "logic time moment history nature economy market war conflict disease virus budget project programme program "
    "policy approach strategy question challenge matter thing fact case life circumstances condition something "
    "nothing anything everything agreement deal contract charter regulation convention code protocol procedure "
    "need demand supply price cost evidence weather season climate game sport recipe machine device".split()
)
# who advises rather than wants
EXPERTS = frozenset(
    "analyst expert professor researcher fellow scholar historian economist lecturer academic scientist strategist "
    "consultant commentator columnist author specialist epidemiologist engineer".split()
)
# first acts that only lead up to the next: "come forward and testify" is one act
LEADING_VERBS = frozenset("come go try sit stand step move start begin stop wait be get rise sit act".split())
# after these, "to" before a word that may be a verb opens the act, whatever the parser says
STRICT = frozenset("urge call ask implore beseech exhort lobby pressure press appeal tell beg entreat instruct".split())
# "renewed the demand", "put out a call"
ISSUE = frozenset(
    "make issue repeat renew reiterate send deliver put set step launch continue lead join back support echo voice "
    "resort develop sign file submit press drop raise increase intensify give present publish begin have withdraw "
    "abandon soften express voice".split()
)
# who can act, whatever the cast knows of him
SOMEBODY = frozenset(
    "they he she you we those who people everyone everybody someone somebody anyone anybody nobody others both all "
    "country nation state side party government authority leader official minister citizen family parent worker "
    "member community world society public group company firm ally partner neighbour neighbor militant fighter "
    "rebel militia soldier troop army police force council parliament congress court commission committee agency "
    "west east north south voter resident student journalist lawmaker senator bank employer union movement".split()
)
# what is done to somebody as a punishment, and what as a reward
HARMS = frozenset(
    "attack strike hit retaliate respond impose sanction close cut suspend punish invade bomb launch expel withdraw "
    "leave quit boycott resign cancel block veto seize arrest shoot fire kill destroy crush act intervene advance "
    "escalate halt freeze withhold expel ban bar shut scrap abandon pull walk strike tighten reimpose snap turn sue "
    "blockade shell storm evict deport jail prosecute fine dismiss sack remove overthrow topple".split()
)
BENEFITS = frozenset(
    "lift ease release free resume reopen restore recognise recognize support help aid provide give grant sign "
    "return normalise normalize reward end stop join talk negotiate meet lower pay fund drop relax waive "
    "unfreeze improve upgrade withdraw suspend extend offer invite back deliver send lend disburse approve "
    "remove roll reduce delay trade swap exchange hand flow restart unblock".split()
)
# constructions that are as common in private life: they need a demander, or an addressee, who acts in public
PUBLIC_DEMANDER = frozenset(
    "seek_thing request_thing imperative ask_for press_for push_for request_noun_to see encourage_to require_to "
    "expect_to oblige_to compel_to".split()
)
PUBLIC_ADDRESSEE = frozenset("expect_to invite_to prefer_to have_to need_to".split())
# a bare verb at the head of a quotation is an order only with these; "go ahead" and "allow me" are manners
ORDERS = frozenset(
    "stop end halt cease release free let withdraw leave get hand give lift open close resign quit drop pull "
    "bring save protect return respect boycott surrender negotiate pay recognise recognize support arm disarm lay "
    "put push step act do make keep stay come abandon abolish cancel impose send investigate punish arrest "
    "prosecute restore repeal ban block fight defend oust remove sack demand raise cut offer build deploy break "
    "expel".split()
)
# what an official's word makes a demand and anybody else's a forecast
FORETELLS = frozenset("will_have_to have_to_passive".split())
# asked among friends as often as among states
FAMILIAR = frozenset(
    "ask_to ask_for ask_that tell_to want_to want_thing beg_to beg_for plead_to plead_for invite_to like_to "
    "prefer_to wish_to".split()
)
