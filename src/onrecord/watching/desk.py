"""What every part of a watch works with."""

from typing import NamedTuple

from onrecord.store.database import Store
from onrecord.watching.apart import Apart
from onrecord.watching.plan import Plan


class Desk(NamedTuple):
    """The store, open for writing, the plan, and where bytes from outside are taken apart."""

    store: Store
    plan: Plan
    apart: Apart
