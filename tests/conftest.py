"""What holds for all tests: properties may take their time, and Ctrl-C stops what tests start."""

import signal

from hypothesis import settings

# a busy machine takes long for one example, and that says nothing of the code
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# whoever runs the tests in the background may have told them, and so their children, to ignore it
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
