"""What is kept is kept the same on both engines of the store."""

from tests.store.conftest import database as database  # noqa: PLC0414 - a fixture
from tests.store.conftest import server as server  # noqa: PLC0414
from tests.store.conftest import where as where  # noqa: PLC0414
