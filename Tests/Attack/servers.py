"""Servers that misbehave: what comes of each is the old revision, the whole new one, or one that is
held; and no address of the own machine or network is ever connected to."""

import sys
from pathlib import Path

import support
from servers import answers, cuts, documents, inventory, private, tls
from servers.listener import Listener, response

# The longest that one fetch may take, in seconds.
_TIMEOUT = 8

# The most memory for all sources at once, in MiB: some send hundreds of them.
_MOST_MEMORY = 1500

# Answers that take until the time is up.
_SLOW = {"drips", "drips-headers", "endless", "silent"}


def main():
    campaign = support.Campaign("servers", __doc__)
    part, _, point = (campaign.repeat or "").partition("|")
    with support.working_folder() as folder:
        for name, attack in {"answers": answer_wrongly, "cuts": cut_short,
                             "private": lead_inside}.items():
            if part in ("", name):
                place = Path(folder).resolve() / name
                place.mkdir()
                attack(campaign, place, point or None)
        cut_again(campaign, Path(folder).resolve())
    sys.exit(campaign.finish())


def answer_wrongly(campaign, folder, only):
    """All servers at once, each for a source of its own; those with TLS among them."""
    def answer(connection, path):
        sent, _ = answers.ANSWERS[path.strip("/").partition("?")[0]]
        sent(connection, path) if callable(sent) else connection.sendall(sent)

    plain = Listener(answer)
    places = {name: (f"http://127.0.0.1:{plain.port}/{name}", expected)
              for name, (_, expected) in answers.ANSWERS.items()}
    (folder / "certificates").mkdir()
    secure, trusted = tls.listeners(folder / "certificates", plain.port)
    places.update(secure)
    if campaign.short:
        places = {name: place for name, place in places.items() if name not in _SLOW}
    if only:
        places = {name: places[name] for name in dict.fromkeys(("control", only))}
    sources = honest_first(campaign, folder, documents.OLD, list(places))
    sources.move({name: location for name, (location, _) in places.items()})
    _, memory = sources.sync(_TIMEOUT, {"SSL_CERT_FILE": str(trusted)})
    for name, (_, expected) in places.items():
        campaign.tried("answers")
        became = sources.became(name, like="control")
        right = {answers.NEW: {inventory.NEW}, answers.OLD: {inventory.OLD, inventory.HELD},
                 answers.EITHER: {inventory.OLD, inventory.HELD, inventory.NEW}}[expected]
        if became not in right:
            why = f"{became}, and not {' or '.join(sorted(right))}: {sources.said_of(name)}"
            campaign.broken("answers", f"answers|{name}", why)
    if memory > _MOST_MEMORY:
        campaign.broken("answers", "answers|", f"{memory} MiB of memory")
    for request in plain.requests:
        for word in (b"X-Injected", b"Cookie", b"Authorization"):
            if word in request:
                campaign.broken("answers", "answers|", f"a request with {word}: {request[:200]}")


def honest_first(campaign, folder, document, names):
    """An inventory whose sources were synced once, each from a server that is honest."""
    give = (lambda path: document) if isinstance(document, bytes) else document
    honest = Listener(lambda connection, path: connection.sendall(response(give(path))))
    sources = inventory.Inventory(
        campaign.gatebook, folder,
        {name: f"http://127.0.0.1:{honest.port}/{name}" for name in names})
    status, _ = sources.sync()
    if status != 0:
        raise SystemExit(f"honest servers: status {status}: {sources.said[:500]}")
    return sources


def cut_short(campaign, folder, only, number=0):
    """Downloads that end early: nothing of them becomes current."""
    random = campaign.random("cuts", number)
    points = [only] if only else sorted(set(cuts.points(random, 3 if campaign.short else 24)))
    names = {f"cut-{i}": point for i, point in enumerate(points)}

    def of(path):
        document, way, place = names[path.strip("/")].split("/")
        return cuts.DOCUMENTS[document], way, int(place)

    sources = honest_first(campaign, folder, lambda path: of(path)[0], list(names))
    cutting = Listener(lambda connection, path: connection.sendall(cuts.answer(*of(path))))
    sources.move({name: f"http://127.0.0.1:{cutting.port}/{name}" for name in names})
    sources.sync(_TIMEOUT)
    for name, point in names.items():
        campaign.tried("cuts")
        became = sources.became(name, like=name)
        if became not in (inventory.OLD, inventory.HELD):
            campaign.broken("cuts", f"cuts|{point}", f"{became}: {sources.said_of(name)}")


def cut_again(campaign, folder):
    """In what is left of a long attack, other cuts."""
    number = 1
    while not campaign.short and not campaign.repeat and campaign.has_time():
        place = folder / f"cuts-{number}"
        place.mkdir()
        cut_short(campaign, place, None, number)
        number += 1


def lead_inside(campaign, folder, only):
    """Every way to write an address of the machine itself. One after the other: who connects is
    known by the time."""
    trap = private.Trap(campaign.gatebook, folder)
    for point in [only] if only else private.points():
        campaign.tried("private")
        wrong = trap.attempt(point)
        if wrong:
            campaign.broken("private", f"private|{point}", wrong)


if __name__ == "__main__":
    main()
