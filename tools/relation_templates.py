"""What does each trigger of the table look like in a sentence?

Writes sentences from `triggers.tsv`: every sense active, passive and as a noun, and below the
verbs that make another act of it: "agreed to", "threatened to", "urged X to", "refused to",
"accused X of". They teach the encoder words; the written sentences teach it how news is told.
Same seed, same sentences.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "triggers.tsv"

_COUNTRIES = """Norway Ghana Peru Nepal Serbia Qatar Kenya Chile Malaysia Turkey Iran Iraq Egypt Sudan Chad Mali Japan
China India Pakistan France Germany Spain Italy Greece Cyprus Poland Hungary Ukraine Russia Belarus Georgia Armenia
Azerbaijan Israel Jordan Lebanon Syria Yemen Oman Kuwait Bahrain Algeria Tunisia Libya Morocco Niger Nigeria Cameroon
Congo Rwanda Burundi Uganda Tanzania Zambia Zimbabwe Namibia Angola Mozambique Somalia Ethiopia Eritrea Colombia
Venezuela
Brazil Argentina Bolivia Ecuador Mexico Cuba Haiti Honduras Nicaragua Guatemala Panama Vietnam Laos Cambodia Thailand
Myanmar Bangladesh Indonesia Australia Fiji Canada Britain Ireland Denmark Sweden Finland Estonia Latvia Lithuania
Moldova Romania Bulgaria Albania Kosovo Croatia Slovenia Austria Switzerland Belgium Portugal Iceland Washington
Moscow
Beijing Brussels London Paris Berlin Ankara Tehran Baghdad Damascus Cairo Kabul Tokyo Seoul Pyongyang Delhi
Islamabad""".split()
_ADJECTIVES = """Norwegian Ghanaian Peruvian Nepalese Serbian Qatari Kenyan Chilean Malaysian Turkish Iranian
Iraqi Egyptian
Sudanese Chadian Malian Japanese Chinese Indian Pakistani French German Spanish Italian Greek Polish Hungarian
Ukrainian
Russian Belarusian Georgian Armenian Israeli Jordanian Lebanese Syrian Yemeni Algerian Tunisian Libyan Moroccan
Nigerian
Congolese Rwandan Ugandan Zambian Angolan Somali Ethiopian Colombian Venezuelan Brazilian Bolivian Mexican Cuban
Haitian
Vietnamese Thai Burmese Indonesian Australian Canadian British Irish Danish Swedish Finnish Estonian
American""".split()
_ROLES = """president|prime minister|foreign minister|defence minister|interior minister|government|army|police|
parliament|
opposition|ambassador|finance minister|chancellor|king|supreme court|navy|air force|authorities|rebels|prosecutors|
security forces|trade minister|opposition leader|cabinet|lawmakers|border guards|officials|troops|senate|
coast guard"""
_GROUPS = """the rebels|the separatists|the insurgents|militants|the junta|the European Union|the United Nations|
NATO|the African Union|
the Arab League|the World Bank|the IMF|protesters|students|villagers|the union|teachers|miners|activists|refugees|
the bishops|
the guerrillas|the militia|gunmen|a human rights group|the Red Cross|the opposition|the ruling party|the court|
journalists|
farmers|migrants|the central bank|the oil company|aid workers|the city council|doctors|the governor|the mayor|
tribal leaders|
soldiers|prosecutors|a judge|the Taliban|Hezbollah|Hamas|the Security Council|the White House|the Kremlin|lawmakers"""
_NAMES = """Okafor Lindqvist Marchetti Rahman Silva Novak Haddad Banda Castillo Ferreira Osei Tran Volkov Kimura
Reyes Nagy
Aalto Demir Mwangi Petrov Costa Diallo Juarez Singh Moreno Weiss Dubois Jansen Horvat Kovacs Tesfaye Abdi
Nyambe""".split()
_LEADS = [
    "",
    "",
    "",
    "",
    "On Monday, ",
    "Last week ",
    "In a statement, ",
    "After weeks of tension, ",
    "According to reports, ",
    "NAIROBI - ",
    "GENEVA (Reuters) - ",
    "Despite earlier assurances, ",
    "State television said ",
    "Officials said ",
    "For the second time this year, ",
    "In March, ",
    "Hours after the summit, ",
]
_TAILS = [
    ".",
    ".",
    " on Tuesday.",
    " this week, a spokesman said.",
    ", officials said on Friday.",
    ", state media reported.",
    " after a long debate.",
    " in a sign of shifting relations.",
    " at the end of a two-day meeting.",
    " last month.",
    " over the border dispute.",
    ", according to a statement.",
    " despite criticism at home.",
    " in the capital.",
    ", the newspaper wrote on Sunday, citing two people familiar with the matter.",
    " because of the crisis.",
    " earlier this year, raising questions about what would follow.",
    " before the election.",
]
_PAST = dict(
    p.split(":")
    for p in """meet:met hold:held begin:began have:had speak:spoke fly:flew go:went pay:paid make:made
give:gave take:took come:came break:broke cut:cut send:sent lend:lent fight:fought shoot:shot strike:struck beat:beat
withdraw:withdrew quit:quit forgive:forgave leave:left sell:sold buy:bought build:built rebuild:rebuilt feed:fed
throw:threw drive:drove shut:shut put:put set:set lay:laid bring:brought tell:told seek:sought stand:stood get:got
win:won sue:sued find:found hang:hung burn:burned blow:blew sink:sank seize:seized forbid:forbade keep:kept lose:lost
hit:hit run:ran ride:rode strip:stripped ban:banned stab:stabbed stop:stopped drop:dropped step:stepped plan:planned
admit:admitted commit:committed grip:gripped rap:rapped slam:slammed bar:barred jam:jammed confer:conferred
kidnap:kidnapped handcuff:handcuffed deny:denied let:let bid:bid undertake:undertook swear:swore rise:rose steal:stole
hide:hid slay:slew shed:shed do:did say:said tear:tore fire:fired bomb:bombed visit:visited offer:offered open:opened
pardon:pardoned sign:signed repel:repelled expel:expelled rebel:rebelled refer:referred veto:vetoed cancel:cancelled
deter:deterred compel:compelled tap:tapped bug:bugged swap:swapped gun:gunned hijack:hijacked shell:shelled
flog:flogged club:clubbed trap:trapped drum:drummed ship:shipped raid:raided back:backed hack:hacked free:freed
agree:agreed decree:decreed flee:fled see:saw sit:sat spread:spread bow:bowed know:knew stage:staged""".split()
)
_PARTICIPLE = dict(
    p.split(":")
    for p in """give:given take:taken break:broken shoot:shot beat:beaten withdraw:withdrawn forgive:forgiven
throw:thrown drive:driven blow:blown fly:flown go:gone come:come begin:begun speak:spoken sink:sunk forbid:forbidden
swear:sworn steal:stolen hide:hidden slay:slain see:seen do:done tear:torn run:run""".split()
)

# what becomes of an act below these words, by the quad of the act; {v} base form, {g} "-ing" form
_COOP = frozenset("AID SUPPORT COOPERATE CONSULT RETREAT CONCEDE".split())
_HARM = frozenset("SANCTION COERCE ASSAULT MOBILIZE PROTEST".split())
_ABOVE: tuple[tuple[str, frozenset[str], str], ...] = (
    ("AGREE", _COOP, "[S] agreed to {V}"),
    ("AGREE", _COOP, "[S] has promised to {V}"),
    ("AGREE", _COOP, "[S] is ready to {V}"),
    ("AGREE", _COOP, "[S] said it was willing to {V}"),
    ("AGREE", _COOP, "[S] offered to {V}"),
    ("AGREE", _COOP, "[S] will {V}"),
    ("AGREE", _COOP, "[S] plans to {V}"),
    ("REJECT", _COOP, "[S] refused to {V}"),
    ("REJECT", _COOP, "[S] said it would not {V}"),
    ("REJECT", _COOP, "[S] has declined to {V}"),
    ("REJECT", _COOP, "[S] ruled out calls to {V}"),
    ("THREATEN", _HARM, "[S] threatened to {V}"),
    ("THREATEN", _HARM, "[S] warned that it would {V}"),
    ("THREATEN", _HARM, "[S] vowed to {V}"),
    ("THREATEN", _HARM, "[S] said it could {V}"),
)
_TO_OTHER: tuple[tuple[str, frozenset[str], str], ...] = (
    ("REQUEST", _COOP, "[S] urged {T} to {v}"),
    ("REQUEST", _COOP, "[S] called on {T} to {v}"),
    ("REQUEST", _COOP, "[S] asked {T} to {v}"),
    ("REQUEST", _COOP, "[S] said {T} must {v}"),
    ("REQUEST", _COOP, "[S] demanded that {T} {v}"),
    ("REQUEST", _COOP, "[S] said {T} should {v}"),
    ("ACCUSE", _HARM, "[S] accused {T} of {g}"),
    ("ACCUSE", _HARM, "[S] condemned {T} for {g}"),
    ("ACCUSE", _HARM, "[S] blamed {T} for {g}"),
    ("ACCUSE", _HARM, "[S] said {T} had been {g}"),
    ("SUPPORT", _COOP, "[S] praised {T} for {g}"),
    ("SUPPORT", _COOP, "[S] thanked {T} for {g}"),
)
_NOUN_CARRIERS = (
    "[S] was behind the {n} {p} {T}",
    "The {n} by [S] {p} {T} drew wide attention",
    "[S]'s {n} {p} {T} came as a surprise",
    "News of the {n} {p} {T} by [S] spread quickly",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the places of its two mentions, and what it states."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str
    mode: str


def make_examples(seed: int, per_sense: int) -> Iterator[Example]:
    """Sentences for every sense of the table, `per_sense` of the plain ones each."""
    rng = random.Random(seed)
    with _TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        kind, mode = row["type"], row["mode"]
        if kind == "NONE":
            continue
        if row["pos"] == "noun":
            yield _fill(rng, _noun(rng, row), kind, mode)
            continue
        if row["pos"] != "verb":
            continue
        words, thing = row["lemma"].split(), row["object"]
        for _ in range(per_sense):
            yield _fill(rng, _plain(rng, words, thing, row["recipient"]), kind, mode)
        if rng.random() < 0.6:
            yield _fill(rng, *_governed(rng, words, thing, row["recipient"], kind, mode))


def _plain(rng: random.Random, words: list[str], thing: str, recipient: str) -> str:
    tail = _rest(rng, words[1:], thing, recipient)
    direct = recipient == "obj" and not thing and len(words) == 1
    form = rng.random()
    if direct and form < 0.25:
        return f"{{T}} was {participle(words[0])} by [S]"
    if form < 0.4:
        return f"[S] has {participle(words[0])} {tail}"
    if form < 0.5:
        aside = rng.choice(["under pressure", "for its part", "which borders the region"])
        return f"[S], {aside}, {past(words[0])} {tail}"
    return f"[S] {past(words[0])} {tail}"


def _governed(
    rng: random.Random, words: list[str], thing: str, recipient: str, kind: str, mode: str
) -> tuple[str, str, str]:
    frames = [f for f in (*_ABOVE, *_TO_OTHER) if kind in f[1]]
    if not frames:
        return _plain(rng, words, thing, recipient), kind, mode
    above, _, frame = rng.choice(frames)
    rest = _rest(rng, words[1:], thing, recipient)
    other = rest.replace("{T}", rng.choice(["its neighbour", "the prisoners", "its rivals", "the population"]))
    text = frame.replace("{V}", f"{words[0]} {rest}").replace("{v}", f"{words[0]} {other}")
    return text.replace("{g}", f"{gerund(words[0])} {other}"), above, ""


def _rest(rng: random.Random, after: list[str], thing: str, recipient: str) -> str:
    """What follows the verb: particle, object, and the recipient in its place."""
    parts = list(after)
    if thing:
        parts.append(rng.choice(["its ", "the ", "several ", "some of the "]) + rng.choice(thing.split("; ")) + "s")
    if recipient.startswith("prep:"):
        preposition = rng.choice(recipient.removeprefix("prep:").split(","))
        if not parts or parts[-1] != preposition:
            parts.append(preposition)
        parts.append("{T}")
    elif recipient == "none":
        parts.append(rng.choice(["as {T} had demanded", "under pressure from {T}", "in {T}"]))
    elif thing or (
        after and after[-1] not in ("up", "out", "down", "off", "away", "back", "over", "in", "on", "about")
    ):
        parts.append(rng.choice(["of {T}", "in {T}", "for {T}"]) if thing else "{T}")
    else:
        parts.append("{T}")
    return " ".join(parts)


def _noun(rng: random.Random, row: dict[str, str]) -> str:
    where = row["recipient"]
    preposition = rng.choice(where.removeprefix("prep:").split(",")) if where.startswith("prep:") else where
    preposition = preposition if preposition not in ("obj", "none") else "of"
    return rng.choice(_NOUN_CARRIERS).replace("{n}", row["lemma"]).replace("{p}", preposition)


def _side(rng: random.Random) -> str:
    form = rng.random()
    if form < 0.35:
        return rng.choice(_COUNTRIES)
    role = rng.choice(_ROLES.replace("\n", "").split("|"))
    if form < 0.6:
        return f"the {rng.choice(_ADJECTIVES)} {role}"
    if form < 0.7:
        return f"{rng.choice(_ADJECTIVES)} {role} {rng.choice(_NAMES)}"
    return rng.choice(_GROUPS.replace("\n", "").split("|"))


def _fill(rng: random.Random, frame: str, kind: str, mode: str) -> Example:
    source, target = _side(rng), _side(rng)
    lead = rng.choice(_LEADS)
    text, places = lead, {}
    rest = frame + rng.choice(_TAILS)
    while rest:
        at = min((rest.find(m) for m in ("[S]", "{T}") if m in rest), default=-1)
        if at < 0:
            text += rest
            break
        name = source if rest[at] == "[" else target
        text += rest[:at]
        name = name[0].upper() + name[1:] if not text else name
        places[rest[at]] = (len(text), len(text) + len(name))
        text += name
        rest = rest[at + 3 :]
    return Example(text, places["["], places["{"], kind, mode)


def past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb[:-1] + "ied"
    return verb + "ed"


def participle(verb: str) -> str:
    return _PARTICIPLE.get(verb) or past(verb)


def gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    regular = past(verb)
    doubled = regular.endswith("ed") and regular[:-2] == verb + verb[-1]
    return verb + (verb[-1] if doubled or verb in _DOUBLED else "") + "ing"


_DOUBLED = frozenset("cut shut hit put set let get quit run win begin forbid sit bid".split())
