#!/usr/bin/env python3
"""Score a deck's cards against a gold list of the facts that its notes state.

    notedeck cards source_notes/kubernetes.md --format jsonl > cards.jsonl
    python score.py kubernetes.yaml cards.jsonl [--misses] [--rejects]

A card is one JSON object a line with at least: question, answer, direction, lines ([first, last],
1-based, inclusive), all plain text; a blank in a question is ____ .  What each gold field means stands
at the top of the gold file.  A fact may be split over several cards of its lines; a word counts in another form ("관리함" / "관리하는").
The rejects here are only those that a program can see: a reader finds more.
"""

import argparse
import collections
import json
import re
import sys
import unicodedata

import yaml

BLANK = re.compile(r"_{3,}")
MARKUP = re.compile(r"\*\*|<img|</?p\b|^\s*[-*] |\]\(http")
PRONOUN = re.compile(r"(?:^|\s)(?:이들|둘 모두|해당|그러나|위의|위에서|이것|그것)(?:\s|은|는|이|가|을|를|$)")
GLUED = re.compile(r"(?:함|됨|음|임|킴|줌|짐|움)(?:은|는|이|가|을|를)\?")
# The longest answer, in characters, that a learner can check at a glance.
LONG_ANSWER = collections.defaultdict(
    lambda: 60,
    {
        "term->meaning": 160,
        "command->purpose": 160,
        "purpose->command": 200,
        "contrast": 200,
        "question": 200,
        "list-all": 300,
    },
)
MOST_WORDS = 0.7
CLASS_WORDS = {"컴포넌트", "컨트롤러", "노드", "kubectl", "쿠버네티스", "파드", "오브젝트", "리소스", "클러스터"}


def folded(text, aliases=()):
    text = unicodedata.normalize("NFC", text).casefold()
    for names in aliases:
        first = names[0].casefold()
        for name in sorted(names[1:], key=len, reverse=True):
            text = text.replace(name.casefold(), first)
    return re.sub(r"[\s`*\"'“”‘’]+", "", text)


def stems(phrase):
    """The beginnings of a phrase's words, short enough to survive a changed particle or ending."""
    words = re.findall(r"[0-9A-Za-z가-힣.\-/=:_$]+", unicodedata.normalize("NFC", phrase).casefold())
    return [w[:2] if re.match(r"[가-힣]", w) else w if re.search(r"[-./=:_$0-9]", w) else w[:5] for w in words]


def holds(text, phrase, aliases):
    """Whether the text has the phrase, or most of its words in another form ("관리함" / "관리하는")."""
    if folded(phrase, aliases) in text:
        return True
    parts = [folded(stem, aliases) for stem in stems(phrase)]
    return len(parts) > 1 and sum(part in text for part in parts) >= MOST_WORDS * len(parts)


def filled(card):
    return BLANK.sub(lambda _: card["answer"], card["question"]) + "\n" + card["answer"]


def overlaps(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def states(cards, fact, aliases):
    """Whether the cards, read together, hold all that a correct card for the fact must."""
    raw = "\n".join(filled(card) for card in cards if overlaps(card["lines"], fact["lines"]))
    if not raw or any(bad in raw for bad in fact.get("must_not", [])):
        return False
    text = folded(raw, aliases)
    if not all(holds(text, phrase, aliases) for phrase in fact.get("must_contain", [])):
        return False
    return all(any(holds(text, phrase, aliases) for phrase in group) for group in fact.get("any_of", []))


def blanks_cover(cards, fact, aliases):
    """A list fact is also met by blanks that together ask every item."""
    items = fact.get("items") or []
    answers = folded(" ".join(c["answer"] for c in cards if overlaps(c["lines"], fact["lines"])), aliases)
    return bool(items) and all(holds(answers, item, aliases) for item in items)


def rejects(card, gold):
    """The reasons that a program can see for which a reader would throw the card away."""
    question, answer = card["question"].strip(), card["answer"].strip()
    found = []
    if not question or not answer:
        found.append("empty")
    bare = folded(BLANK.sub("", question))
    key = folded(answer)
    offers_choices = card["direction"] == "category"
    if len(key) >= 3 and key in bare and answer not in CLASS_WORDS and not offers_choices:
        found.append("R1 the answer stands in the question")
    if PRONOUN.search(question):
        found.append("R2 the question leans on the note")
    if GLUED.search(question):
        found.append("R5 a particle glued on a noun ending")
    first, last = card["lines"]
    for area in gold.get("not_cards", []):
        a, b = area["lines"]
        if a <= first and last <= b:
            found.append(f"R6 built on lines {a}-{b} ({area['type']})")
    if len(answer) > LONG_ANSWER[card["direction"]]:
        found.append(f"R7 answer of {len(answer)} characters")
    for fact in gold["facts"]:
        if overlaps(card["lines"], fact["lines"]):
            found += [f"R8 teaches {bad!r}" for bad in fact.get("must_not", []) if bad in filled(card)]
    if MARKUP.search(question) or MARKUP.search(answer):
        found.append("R11 markup left in the text")
    return sorted(set(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("cards", help="a JSON Lines file, or - for standard input")
    parser.add_argument("--misses", action="store_true", help="list the facts that no card states")
    parser.add_argument("--rejects", action="store_true", help="list the cards to reject, and why")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    args = parser.parse_args()

    with open(args.gold, encoding="utf-8") as file:
        gold = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    stream = sys.stdin if args.cards == "-" else open(args.cards, encoding="utf-8")
    with stream:
        cards = [json.loads(line) for line in stream if line.strip()]
    if not cards:
        sys.exit("score.py: no cards")
    aliases = gold.get("aliases", [])
    for fact in gold["facts"]:  # a gold file may give its keywords under the shorter name
        fact.setdefault("must_contain", fact.get("answer_keywords", []))
        fact.setdefault("weight", "optional" if fact.get("optional") else "core")
        fact.setdefault("ask", [])
    for area in gold.get("not_cards", []):
        area.setdefault("type", "not a card")

    bad = {i: why for i, card in enumerate(cards) if (why := rejects(card, gold))}
    by_front = collections.defaultdict(set)
    for i, card in enumerate(cards):
        by_front[folded(card["question"])].add(i)
    for same in by_front.values():
        if len(same) > 1:
            answers = {folded(cards[i]["answer"]) for i in same}
            for i in same:
                why = "R3 one question, several answers" if len(answers) > 1 else "the same card twice"
                bad.setdefault(i, []).append(why)
    good = [card for i, card in enumerate(cards) if i not in bad]

    weight = {"core": 1.0, "good": 0.5, "optional": 0.0}
    met = worth = asked = asked_met = core = core_met = 0
    misses = []
    for fact in gold["facts"]:
        stating = [c for c in good if states([c], fact, aliases)]
        hit = bool(stating) or states(good, fact, aliases) or blanks_cover(good, fact, aliases)
        worth += weight[fact["weight"]]
        met += weight[fact["weight"]] * hit
        if fact["weight"] == "core":
            core, core_met = core + 1, core_met + hit
        if not hit:
            misses.append(fact)
        for direction in fact["ask"]:
            asked += 1
            asked_met += any(c["direction"] == direction for c in stating)

    figures = {
        "cards": len(cards),
        "facts": len(gold["facts"]),
        "core recall": round(core_met / core, 4),
        "weighted recall": round(met / worth, 4),
        "direction recall": round(asked_met / asked, 4) if asked else None,
        "rejected by program": round(len(bad) / len(cards), 4),
    }
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:>20}  {value}")
    reasons = collections.Counter(w.split(" (")[0][:40] for why in bad.values() for w in why)
    for reason, n in reasons.most_common():
        print(f"{n:>20}  {reason}")
    if args.misses:
        print("\nfacts that no accepted card states:")
        for fact in misses:
            print(
                f"  {fact['id']} lines {fact['lines']} {fact['kind']} {fact['subject']}: needs {fact['must_contain']}"
            )
    if args.rejects:
        print("\ncards to reject:")
        for i in sorted(bad):
            print(f"  {cards[i]['lines']} {cards[i]['question']!r} -> {cards[i]['answer']!r}: {'; '.join(bad[i])}")


if __name__ == "__main__":
    main()
