"""Where does the small parser hang words wrongly so often that it is worth putting right?"""

from spacy.tokens import Doc, Token

from dragoman.know import GivenNames

# offices that papers and governments put before the country and the name: "President of Chad Idriss Deby"
_OFFICES = frozenset(
    "president minister premier chancellor king queen emir sultan prince secretary speaker chairman chairwoman chair "
    "head leader governor mayor ambassador envoy representative commissioner director".split()
)
_IN_A_NAME = frozenset({"compound", "nmod", "amod", "det", "poss", "flat"})


class Mender:
    """Rehangs words of a parsed paragraph."""

    def __init__(self) -> None:
        self._given = GivenNames.load()

    def mend(self, doc: Doc) -> None:
        """Change heads and labels in place, before anybody has read them."""
        for token in reversed(doc):
            if token.lower_ in _OFFICES and token.tag_.startswith("NN"):
                self._name_behind_office(token)
        for token in doc:
            _infinitive_of_the_clause_above(token)

    def _name_behind_office(self, office: Token) -> None:
        """ "President of Chad Idriss Deby" is Deby, who holds the office; the parser makes him the president's of.

        Where others follow in the same form, the parser hangs them on his name: there they belong then.
        """
        owner = _last_owner(office)
        if owner is None:
            return
        behind = self._name_right_behind(owner)
        if behind is not None:
            if office.head.i != behind.i and not behind.is_ancestor(office) and office.dep_ != "ROOT":
                behind.head, behind.dep_ = office.head, office.dep_
                office.head, office.dep_ = behind, "nmod"
            return
        inside = [c for c in owner.children if c.dep_ in _IN_A_NAME and c.i < owner.i]
        name = self._first_of_name([*inside, owner])
        if name is None or name == inside[0]:
            return
        place = inside[inside.index(name) - 1]
        place.head, place.dep_ = owner.head, "pobj"
        for before in inside[: inside.index(place)]:
            before.head = place
        owner.head, owner.dep_ = (office.head, office.dep_) if office.dep_ != "ROOT" else (owner, "ROOT")
        for child in list(office.children):
            if child.dep_ in ("conj", "cc", "appos", "relcl") and child.i > owner.i:
                child.head = owner
        office.head, office.dep_ = owner, "nmod"
        if owner.dep_ == "appos" and owner.head.tag_.startswith("NNP") and owner.head.i < office.i:
            # two men, each with his office, stand in a list
            owner.dep_ = "conj"

    def _name_right_behind(self, owner: Token) -> Token | None:
        """The head of a name that begins with a given name at the next word, no comma between."""
        if owner.i + 1 >= len(owner.doc) or not self._given.knows(owner.doc[owner.i + 1].text):
            return None
        name = owner.doc[owner.i + 1]
        while name.dep_ == "compound" and name.head.i > name.i:
            name = name.head
        return name if name.i > owner.i + 1 and name.tag_.startswith("NNP") else None

    def _first_of_name(self, words: list[Token]) -> Token | None:
        """Where a man's name begins that ends a run of capitals: at a given name, or else nobody knows."""
        if len(words) < 3 or any(not w.tag_.startswith(("NNP", "HYPH")) for w in words[-2:]):
            return None
        return next((w for w in words[1:-1] if self._given.knows(w.text)), None)


def _last_owner(office: Token) -> Token | None:
    """What stands last in "of …", "of the Republic of …", as one run of words."""
    token = office
    while True:
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1), None)
        thing = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if thing is None:
            return token if token.i != office.i and token.tag_.startswith("NNP") else None
        token = thing


def _infinitive_of_the_clause_above(token: Token) -> None:
    """Hang a bare infinitive that was coordinated with a finite verb of a relative clause onto the infinitive above.

    "has to free those who are in jail and let convoys in": one must *let*, not those in jail.
    """
    head = token.head
    if token.dep_ != "conj" or token.tag_ != "VB" or head.tag_ not in ("VBP", "VBZ", "VBD"):
        return
    while head.dep_ not in ("ROOT", "xcomp", "ccomp") and head.head.i != head.i:
        head = head.head
    if head.tag_ == "VB" and head.i < token.i and head.i != token.head.i:
        token.head = head
