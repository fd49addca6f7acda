"""Whose turn it is: one request at a time to a host, pauses between them, robots.txt first."""

from collections import deque
from collections.abc import Iterator

from onrecord.fetch.robots import ANEW, KEPT, asked_delay, may_fetch
from onrecord.fetch.urls import host_of
from onrecord.store.database import Store
from onrecord.store.feeds import Host, hold_host, keep_robots, read_host
from onrecord.watching.plan import Job, Plan, Trouble

PATIENCE = 30.0
"""Seconds for which a job waits in line for a host that asked to be left alone."""
LONGEST_HOLD = 2 * 86_400.0
"""What a host is held for longer was noted by a clock that was wrong."""


class Turns:
    """The jobs in line for each host."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._plan = plan
        self._lines: dict[str, deque[Job]] = {}
        self._busy: set[str] = set()
        self._ready: dict[str, float] = {}
        self._why: dict[str, Trouble] = {}
        self._asking: set[str] = set()
        """Hosts whose robots.txt is asked for."""

    def __len__(self) -> int:
        return sum(len(line) for line in self._lines.values())

    def add(self, job: Job) -> None:
        """Let a job wait for its turn."""
        self._lines.setdefault(host_of(job.url), deque()).append(job)

    def is_free(self, host: str, now: float) -> bool:
        """Whether a job for this host could go at once."""
        taken = host in self._busy or host in self._lines or self._ready.get(host, 0.0) > now
        return not taken and not self.is_held(host, now)

    def is_held(self, host: str, now: float) -> bool:
        """Whether a host asked to be left alone for now."""
        return _is_held(read_host(self._store.engine, host), now)

    def take(self, now: float, room: int) -> Iterator[tuple[Job, Trouble | None]]:
        """The jobs whose turn it is, `room` at most; beside them those that may not go, and why."""
        for name in [n for n in self._lines if n not in self._busy]:
            if room <= 0:
                return
            if self._ready.get(name, 0.0) > now:
                continue
            line = self._lines[name]
            while line:
                job, trouble = self._next(name, line, now)
                if job is None:
                    break
                if trouble is None:
                    self._busy.add(name)
                    room -= 1
                yield job, trouble
                if trouble is None:
                    break
            if not line:
                del self._lines[name]
        self._ready = {n: at for n, at in self._ready.items() if at > now}

    def done(self, job: Job, now: float, hold: float | None) -> None:
        """A job has its answer: the host's next turn comes after a pause."""
        name = host_of(job.url)
        self._busy.discard(name)
        host = read_host(self._store.engine, name)
        self._ready[name] = now + max(self._plan.delay, asked_delay(host.robots))
        if hold is not None:
            hold_host(self._store.engine, name, now + hold)

    def note_robots(self, host: str, robots: bytes | None, now: float, why: Trouble | None) -> None:
        """What a host allows; None where it cannot be told, then what was known holds on."""
        self._asking.discard(host)
        known = read_host(self._store.engine, host).robots
        checked = now if robots is not None else now - KEPT + self._anew
        keep_robots(self._store.engine, host, known if robots is None else robots, now=checked)
        self._why.pop(host, None)
        if robots is None and why is not None:
            self._why = dict(list(self._why.items())[-1000:]) | {host: why}

    @property
    def _anew(self) -> float:
        return min(ANEW, self._plan.every)

    def _next(self, name: str, line: "deque[Job]", now: float) -> tuple[Job | None, Trouble | None]:
        """The first job in a host's line, whether it may go, and why not; None: nothing may yet."""
        host = read_host(self._store.engine, name)
        if _is_held(host, now):
            if host.ready - now <= PATIENCE:
                return None, None
            wait = host.ready - now
            said = f"{name} asked to be left alone for {wait:.0f} seconds more"
            return line.popleft(), Trouble(said, "it is asked again after that", wait=wait)
        if line[0].kind == "robots":
            return line.popleft(), None
        if name in self._asking:
            return None, None
        if host.checked is None or not 0 <= now - host.checked < KEPT:
            self._asking.add(name)
            return Job("robots", name, f"{name}/robots.txt"), None
        job = line.popleft()
        if may_fetch(host.robots, job.url):
            return job, None
        if host.robots is None:
            why = self._why.get(name)
            said = f"{name}/robots.txt cannot be had, so that nothing of {name} may be asked"
            return job, why or Trouble(said, "it is tried again later")
        said = f"{job.url} is not to be fetched: {name}/robots.txt says so"
        return job, Trouble(said, "ask its publisher, or leave the feed out", lasting=True)


def _is_held(host: Host, now: float) -> bool:
    return now < host.ready < now + LONGEST_HOLD
