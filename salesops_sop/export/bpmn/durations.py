"""Time limits as BPMN's timers read them: ISO 8601 durations."""

from salesops_sop.base.quantity import Duration

_ISO = {
    "minute": "PT{}M",
    "hour": "PT{}H",
    "business hour": "PT{}H",
    "day": "P{}D",
    "business day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}


def iso(duration: Duration) -> str:
    """A duration after ISO 8601: 4 hours are `PT4H`.

    ISO 8601 knows no working time: business hours and business days are written as hours and days,
    so whoever runs the timer must let it count in working hours only.
    """
    return _ISO[duration.unit].format(duration.amount)
