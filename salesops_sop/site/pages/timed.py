"""What is shown only from a day on, or only before one: a built site gets older than its build."""

from datetime import date

from markupsafe import Markup

from salesops_sop.render.tables import attributes


def timed(today: date, start: date | None, until: date | None = None) -> Markup:
    """Attributes of an element that is shown from `start` on and no more from `until` on.

    It is hidden when that is not so on the day of the build; `dates.js` looks again on the day on
    which somebody reads the page. Days that are over by the build change nothing any more.
    """
    pairs = {"data-shown-from": start, "data-shown-until": until}
    to_come = {name: day for name, day in pairs.items() if day and day > today}
    marks = attributes({name: day.isoformat() for name, day in to_come.items()})
    hidden = "data-shown-from" in to_come
    return marks + Markup(" data-search-exclude hidden" if hidden else "")
