"""How rooms that may not know each other talk: facts that cause, questions that are answered.

app/reactions.py wires both. A reaction runs in the transaction of the fact: if it fails, nothing happened.
"""

_reactions: dict[type, list] = {}
_answers: dict[type, object] = {}


def wire(reactions: dict[type, list], answers: dict[type, object]) -> None:
    """Called once by the factory."""
    _reactions.clear()
    _reactions.update(reactions)
    _answers.clear()
    _answers.update(answers)


def announce(session, fact) -> None:
    """Runs what `fact` causes, in the order of the table."""
    for react in _reactions.get(type(fact), ()):
        react(session, fact)


def ask(session, question):
    """The answer of the room that knows. KeyError where nobody was wired: a mistake of ours, not of a caller."""
    return _answers[type(question)](session, question)
