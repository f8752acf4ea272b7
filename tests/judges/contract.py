"""Says what `datacontract lint` has against files.

Run by the Python of .venv/judges: reads {name: text} as JSON, writes {name: [sentence, …]}.
"""

import json
import logging
import sys

from datacontract.data_contract import DataContract

logging.disable(logging.CRITICAL)


def judged(text):
    run = DataContract(data_contract_str=text).lint()
    wrong = [check for check in run.checks if check.result.value != "passed"]
    return [f"{check.name}: {check.reason}" for check in wrong]


json.dump({name: judged(text) for name, text in json.load(sys.stdin).items()}, sys.stdout)
