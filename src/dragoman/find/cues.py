"""Which words tell that somebody speaks?

Base forms. Written down for all reports alike; what matters is the class: a verb of saying
brings its words with it wherever it stands, a verb that only may do so ("continued", "laughed")
needs the quotation next to it.
"""

# takes a quotation or a that-clause, and has no other common use in news
SAYS = frozenset(
    """say tell add note argue warn reply respond explain declare announce insist claim write tweet conclude recall
    remember exhort quip admit
    acknowledge concede complain lament predict stress emphasize emphasise underline underscore observe
    remark comment counter retort shout yell exclaim answer assert contend maintain deny confirm reveal testify boast
    brag caution opine state reiterate assure inform quote retweet affirm allege aver avow bemoan joke proclaim
    pronounce protest rejoin relate stipulate suggest swear vow pledge promise charge accuse deadpan gush
    gripe grumble fume interject intone marvel mention muse posit volunteer wisecrack murmur mutter whisper
    cry chant scream chide scold preach profess disclose clarify elaborate recount advise""".split()
)
# speaks only where the quotation stands right beside it
MAY_SAY = frozenset(
    """ask urge demand report agree disagree continue begin start finish offer post read think believe wonder plead
    go call describe laugh smile sigh nod snap snort chuckle grin shrug beg implore inquire enquire
    instruct order command threaten thank praise condemn criticize criticise blast slam denounce mock tease deride
    dismiss decry lash challenge press interrupt shoot fire hit lean reason reckon feel hope fear
    summarize summarise repeat stammer vent point publish email e-mail text message sum tout speak talk
    express hear know show look see find put open close end sing pray bellow roar thunder""".split()
)
# these govern a clause that holds what somebody said, in their own words or not
REPORTS = frozenset(
    """say tell add note argue warn reply respond explain declare announce insist claim write tweet conclude recall
    admit acknowledge concede complain lament predict stress emphasize emphasise underline underscore observe remark
    comment counter assert contend maintain deny confirm reveal testify boast caution state reiterate assure inform
    affirm allege joke proclaim protest suggest swear vow pledge promise charge mention clarify recount advise
    report agree estimate demand urge request propose recommend require order indicate hint imply signal believe think
    hope fear expect doubt""".split()
)
# "asked whether", "wonders why": the clause is a question
ASKS = frozenset("ask wonder inquire enquire question".split())
# "told them to leave", "vowed to fight": the infinitive holds the words
REPORTS_INFINITIVE = frozenset(
    """tell ask urge beg implore plead warn promise vow pledge threaten advise claim demand instruct order command
    call swear""".split()
)
# what somebody thinks is told by himself or guessed by the narrator: reported, with less certainty
THINKS = frozenset("believe think hope fear expect doubt suggest hint imply indicate signal agree estimate".split())
# "in a statement", "the report says": words that speak for whoever made them
PAPERS = frozenset(
    """statement report letter email e-mail memo document tweet post message speech interview release note text
    transcript article editorial column blog book ad advertisement commercial video caption headline sign banner
    poster resolution communique communiqué declaration draft law treaty decree summary press""".split()
)
# nouns that a cue verb's subject may be without being anybody
NOBODY = frozenset("it this that there which what something nothing anything everything".split())
FIRST_PERSON = frozenset("i we me us".split())
# who is spoken to, where the text names nobody
LISTENERS = frozenset(
    """reporter journalist crowd audience supporter viewer listener lawmaker parliament congress senate court judge
    jury committee council panel investor analyst delegate voter student rally press meeting conference host
    agency newspaper magazine colleague aide staff friend family parent nation people public world member""".split()
)
