"""Which version of a programme holds on a day, and what is in it. Pure; days are ISO text."""


def version_at(programme: dict, day: str) -> dict:
    """The version in force; between and beyond them the last one that had begun, before all of them the first.

    Such a day is no day of the version: judging says `date`, beside everything else that fails.
    """
    begun = [version for version in programme["versions"] if version["from"] <= day]
    return begun[-1] if begun else programme["versions"][0]


def barred_rewards(programme: dict, evidence: dict) -> set[str]:
    """Milestone rewards that a store's papers keep back. `evidence`: requirement → `{state}`.

    What the platform refused keeps its rewards back. What is still missing or in review does so where `unproven` is
    `waits`; where it `counts` the estimate trusts that the paper will come.
    """
    barred = set()
    for requirement in programme["requirements"]:
        state = evidence.get(requirement["code"], {}).get("state", "")
        if state == "refused" or (state != "done" and programme["settings"]["unproven"] == "waits"):
            barred.update(requirement.get("needed_by", ()))
    return barred
