"""Which lines belong to the page and not to the article? And which open a strip of other articles?

Each pattern must fit the whole line. A line of prose that merely speaks of cookies, a subscription
or an advertisement is left alone.
"""

import re

_SECTION = (
    "opinion|news|world|world news|politics|business|comment|analysis|international|foreign|europe|asia|africa|"
    "middle east|"
    "americas|latin america|us news|uk news|national|editorial|features?|home"
)
_FURNITURE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # buttons
        r"(?:share|tweet|email|e-mail|print|save|like|pin|copy link|facebook|twitter|linkedin|whatsapp|reddit|"
        r"telegram|x|comments?|comment|"
        r"flipboard|pocket|messenger|bookmark|gift(?: article)?|listen|play|pause|close|menu|search|home|login|"
        r"log in|sign in|"
        r"subscribe|register|donate|advertisement|ad|sponsored|skip ad|loading|font size|text size|resize|download|"
        r"back to top|top)"
        r"(?:[\s|/,•·]+(?:share|tweet|email|e-mail|print|save|facebook|twitter|linkedin|whatsapp|reddit|telegram|"
        r"comments?|copy link|x))*[.…:\d ]*",
        r"share (?:this|on|via|to)\b.{0,60}",
        r"(?:like|liked|love|enjoy|enjoyed|enjoying) (?:this|the|what)\b.{0,40}\?.{0,80}",
        r"(?:email|print|save|bookmark|gift|read|listen to|download|view|comment on) this (?:article|story|page|post|"
        r"link)?.{0,40}",
        r"\d+ (?:comments?|shares?|likes?|retweets|views)(?: .{0,20})?",
        r"\d+[- ]min(?:ute)?s? (?:read|listen|video)|(?:reading|read|estimated reading) time:? .{0,30}",
        r"(?:skip to|jump to|go to) (?:main |the )?(?:content|navigation|comments|search|next|footer)\b.{0,30}",
        r"(?:this|the) (?:article|story) (?:can be found|appears?|appeared) in\b.{0,80}",
        # letters, subscriptions, cookies
        r"(?:sign up|subscribe|register|join)\b.{0,20}\b(?:for|to|with)\b.{0,160}(?:newsletter|newsletters|inbox|"
        r"email|e-mail|updates|briefing|alerts|digest|app|podcast|access|magazine|print edition)\b.{0,80}",
        r"(?:get|receive|want)\b.{0,120}\b(?:newsletter|in your inbox|to your inbox|straight to your|"
        r"delivered (?:daily|weekly|to))\b.{0,80}",
        r"(?:thank you|thanks) for (?:subscribing|signing up|reading|registering).{0,80}",
        r"(?:already|not yet) (?:a|an) (?:subscriber|member|registered).{0,60}",
        r"(?:subscribe|sign up|register|log in|become a (?:member|subscriber|supporter)|support our)(?: (?:now|today|"
        r"here|for free|journalism|work|us))*[.!]?",
        r"(?:twitter|x|bluesky|mastodon|instagram|e-?mail)\s*:\s*@?[\w.@-]+",
        r"(?:join the conversation|commenting (?:on this|policy|guidelines)|comments? (?:policy|guidelines|are closed))"
        r".{0,200}",
        r"(?:we|this (?:site|website)) uses? cookies\b.{0,300}",
        r"(?:by (?:clicking|continuing|using|signing up|subscribing|submitting|entering))\b.{0,120}\b(?:you agree|"
        r"you consent|you accept|privacy|terms)\b.{0,200}",
        r"(?:accept|reject|manage|decline) (?:all )?cookies?.{0,40}|privacy (?:policy|notice|settings).{0,60}|"
        r"terms (?:of|and) (?:use|service|conditions).{0,60}|cookie (?:policy|settings|notice).{0,40}",
        r"(?:follow|like|find|join|connect with) (?:us|@\w+|[\w ]{2,30}) on (?:twitter|facebook|instagram|telegram|x|"
        r"youtube|google news|whatsapp|linkedin).{0,80}",
        # advertising and reading on
        r"advertisements?|story continues below.{0,40}|article continues (?:below|after).{0,40}|"
        r"continue reading(?: the main story)?(?: below)?.{0,20}|"
        r"(?:main )?story continues below.{0,40}|scroll (?:down )?(?:to|for) .{0,60}|sponsored (?:content|"
        r"by\b.{0,40})|paid (?:content|post).{0,40}|supported by",
        # whose picture
        r"\(?(?:photo(?:graph)?s?|image|picture|video|illustration|credit|photo credit|image credit|"
        r"photo illustration|source)(?: credit)?(?: by)?\s*:\s*.{1,90}",
        r"\(?(?:photo(?:graph)?|image|illustration|picture)s? (?:by|courtesy(?: of)?|via)\b.{1,90}",
        r"\(?(?:(?-i:[A-Z])[\w’'.-]*[ /]){1,5}(?:for |via )?(?:(?<=/)|(?<=for )|(?<=via ))(?:AFP|AP|Reuters|EPA|"
        r"Getty(?: Images)?|Shutterstock|Bloomberg|TASS|Xinhua|Anadolu Agency|The .{3,30})(?: (?:Photo|Images|"
        r"Pictures|via).{0,40}|/.{1,50})?\)?",
        r"\(?(?:AFP|AP|Reuters|EPA|Getty(?: Images)?|TASS|Xinhua|Bloomberg)(?: ?(?:Photo|Images|"
        r"Pictures))?/.{1,60}\)?",
        r"(?:getty images|afp|epa|shutterstock|istock|alamy|associated press photo|ap photo|handout|file photo|"
        r"via reuters)\)?",
        # whose words
        r"(?:©|copyright\b|all rights reserved).{0,200}",
        # "(c) 2012 The Ledger", never the third item of a list
        r"\(c\)\s*(?:(?:copyright\b|\d{4}).{0,200}|(?:(?:(?-i:[A-Z])\S*|of|and|the|for)[ .,]*){1,8}(?:\d{4}.{0,60})?)",
        r".{0,120}\ball rights reserved\b.{0,120}",
        r"our standards: .{0,80}|the views expressed .{0,200}|this (?:material|article) (?:may not|"
        r"must not) be (?:published|reproduced).{0,200}",
        r"(?:tags?|topics?|filed under|categories|category|keywords|section|in this story|sections)\s*:\s*.{0,200}",
        r"(?:[\w’'& ]{2,24} [>»›/] ){1,5}[\w’'& ]{2,60}",
        r"(?:published in section|publication date|direct link|permalink|short link|document code|text version|"
        r"print version|printer-friendly version|"
        r"publication status|article id|story id|source url)(?:\s*:.{0,160})?",
        r"(?:click|tap) here\b.{0,100}|(?:view|see|show) (?:all|more|comments|gallery|original|slideshow|"
        r"on map).{0,40}|load more.{0,20}|read (?:the )?(?:full|original|comments).{0,40}",
        r"(?:have (?:a|any) (?:tip|story|question)|send (?:us )?(?:your )?(?:tips|comments|feedback)|contact (?:us|"
        r"the (?:author|editor|newsroom))|report (?:an|a) (?:error|typo)|corrections?\?).{0,160}",
        r"(?:exclusive|breaking|breaking news|live|watch live|updated|analysis|opinion|argument|feature|explainer|"
        r"dispatch|interview|commentary|editorial|report|review|special report|voice|the cable|passport)",
        rf"(?:{_SECTION}) ?[|/·:–—-] ?.{{2,40}}",
        r"[\W_]+",
    )
]

_STRIP_HEADER = re.compile(
    r"\W*(?:"
    r"more (?:from|on|in|by|about|stories|news|like this|coverage|headlines|top stories|world news|to (?:read|"
    r"explore))\b.{0,60}"
    r"|(?:read|see|watch|explore|discover) (?:more|next|also|this next)(?: (?:from|on|in|about) .{0,50}| stories|"
    r" news| articles| coverage)?"
    r"|related(?: (?:articles?|stor(?:y|ies)|coverage|content|links?|topics?|posts?|news|reading|items?|videos?|"
    r"tags))?"
    r"|(?:you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)|recommended|suggested)(?: (?:for you|"
    r"reading|stories|articles|by .{0,30}|links))?.{0,10}"
    r"|(?:trending|popular|most (?:read|popular|viewed|shared|recent|commented|emailed|watched))(?: (?:now|today|"
    r"this week|stories|news|articles|posts|in .{2,20}|on .{2,20}))?"
    r"|(?:top|latest|featured|recent|other|similar|next)(?: [\w’'.]+){0,2} (?:stories|story|news|articles?|posts?|"
    r"headlines|videos?|topics)(?: (?:in|on|from|about) .{2,30})?"
    r"|editor['’]?s['’]? (?:picks?|choice)|(?:staff|our) picks|what to read next|up next|next up|don['’]t miss|"
    r"keep reading|further reading|in case you missed it"
    r"|also (?:on|in|from|read|see)\b.{0,40}|see also|elsewhere (?:on|in)\b.{0,40}|in this (?:series|section|"
    r"package)|from (?:around )?the (?:web|archives?)"
    r"|best of .{2,30}|today['’]s (?:top )?(?:stories|headlines|picks)|around the web|promoted stories|"
    r"sponsored stories|from our partners|paid partner content"
    r")\s*[:»›>.…]*",
    re.IGNORECASE,
)
_READ_ALSO = re.compile(
    r"\W*(?:read more|read also|also read|read next|read|related|related story|see also|more|watch|explore more|"
    r"recommended|go deeper|more on this|background|"
    r"related article|listen)\s*[:|»›>]\s*\S.{3,200}|\W*also on [\w.]+\.(?:com|org|net)\b.{3,200}",
    re.IGNORECASE,
)
_MOST_WORDS_OF_HEADER = 9


def is_furniture(line: str) -> bool:
    """Whether this whole line is a button, a prompt, a credit or a notice of the page."""
    line = line.strip()
    return len(line) <= 420 and any(form.fullmatch(line) for form in _FURNITURE)


def opens_strip(line: str) -> bool:
    """Whether this line heads a list of other articles: "More from …", "Read more", "Related"."""
    return (
        len(line.split()) <= _MOST_WORDS_OF_HEADER
        and not line.rstrip().endswith((".", "?", "!"))
        and bool(_STRIP_HEADER.fullmatch(line.strip()))
    )


def points_elsewhere(line: str) -> bool:
    """Whether this line names one other article: "Read more: …"."""
    return len(line.split()) <= 30 and bool(_READ_ALSO.fullmatch(line.strip()))
