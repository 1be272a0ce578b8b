"""A connection that many tiles are read by at once: libpq's pipeline, looked after by an event loop.

Statements that come while others are under way go out together when those are done. PostgreSQL then works
them off one after the other without waiting for us, nor we for it.
"""

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection, Error, OperationalError
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from tiles.prepared import MOST, Statement
from tiles.reading import describe_connection
from twin import metrics

log = logging.getLogger(__name__)
Row = Sequence[bytes | None]

NAME = "doorstep"
"""What the connection is called, in the database and where connections are counted."""

TOGETHER, WAITING = 16, 60
"""Statements that go out together at most, and that may wait for that."""

SLOWEST = 500
"""Milliseconds after which the database gives up a statement, for those behind it."""

LONGEST, PAUSE = 10.0, 0.5
"""Seconds after which a silent connection is given up, and between trials to open one."""


class StatementError(Exception):
    """A statement failed or took too long."""


@dataclass(slots=True)
class Question:
    """A statement with its values, and what is to have the row, or None where there is none to be had."""

    sql: str
    values: Mapping[str, Any]
    answer: "asyncio.Future[Row | None]"
    since: float = field(default_factory=time.perf_counter)

    def settle(self, row: Row | None) -> None:
        """Tell the row to who still waits for it."""
        if not self.answer.done():
            self.answer.set_result(row)

    def fail(self, fault: str) -> None:
        """Tell who still waits that there will be none."""
        if not self.answer.done():
            self.answer.set_exception(StatementError(fault))

    def take(self, result: PGresult) -> None:
        """Tell what came of it; nothing, where it was not run because of one before it."""
        match result.status:
            case ExecStatus.TUPLES_OK:
                self.settle([result.get_value(0, at) for at in range(result.nfields)])
            case ExecStatus.PIPELINE_ABORTED:
                self.settle(None)
            case _ if is_lost(result):
                self.settle(None)
            case _:
                self.fail(result.get_error_message())


def is_lost(result: PGresult) -> bool:
    """Whether a failure is not the statement's but the connection's (57P: the server is told to end it)."""
    code = result.error_field(DiagnosticField.SQLSTATE)
    return code is None or code.startswith(b"57P")


class Lane:
    """Asks for rows; all of it happens on one event loop."""

    def __init__(self) -> None:
        self.link: Connection[Any] | None = None
        self.socket = -1  # which a lost connection no longer tells
        self.opening: asyncio.Task[None] | None = None
        self.known: OrderedDict[str, Statement] = OrderedDict()
        self.waiting: list[Question] = []
        self.sent: deque[Question | Statement | None] = deque()  # None: an answer that nobody waits for
        self.busy = False
        self.alarm: asyncio.TimerHandle | None = None

    async def ask(self, sql: str, values: Mapping[str, Any]) -> Row | None:
        """The one row that a statement gives, in binary form; None where it is to be asked for elsewhere:
        too many wait, another statement has failed, the connection is yet to be opened, or lost.

        Raises StatementError where it fails or takes too long.
        """
        loop = asyncio.get_running_loop()
        if self.link is None:
            if self.opening is None:
                self.opening = loop.create_task(self.open())
            return None
        if len(self.waiting) >= WAITING:
            return None
        question = Question(sql, values, loop.create_future())
        self.waiting.append(question)
        if not self.busy:
            self.busy = True
            loop.call_soon(self.send)  # with those who come in this turn of the loop
        return await question.answer

    async def open(self) -> None:
        """Open the connection, or try so and have none try again for a while."""
        try:
            told = describe_connection(NAME, SLOWEST)
            link = await asyncio.to_thread(Connection.connect, **told)
            link.pgconn.nonblocking = 1
            link.pgconn.enter_pipeline_mode()
            self.link, self.socket = link, link.pgconn.socket
            asyncio.get_running_loop().add_reader(self.socket, self.receive)
        except Error as fault:
            log.warning("The doorstep has no connection: %s", fault)
            await asyncio.sleep(PAUSE)
        finally:
            self.opening = None

    def send(self) -> None:
        """Send what waits, and what has it answered all at once."""
        batch, self.waiting = self.waiting[:TOGETHER], self.waiting[TOGETHER:]
        if self.link is None or not batch:
            self.busy = False
            return
        pg, now, waited = self.link.pgconn, time.perf_counter(), metrics.of(metrics.WAITING, NAME)
        metrics.of(metrics.IN_USE, NAME).inc()
        self.alarm = asyncio.get_running_loop().call_later(LONGEST, self.lose)
        try:
            for question in batch:
                waited.observe(now - question.since)
                statement = self.prepare(pg, question.sql)
                given = [str(question.values[name]).encode() for name in statement.names]
                self.sent.append(question)
                pg.send_query_prepared(statement.name, given, result_format=Format.BINARY)
            pg.pipeline_sync()
            self.push()
        except OperationalError as fault:
            self.waiting = [*batch, *self.waiting]
            self.lose(fault)

    def prepare(self, pg: PGconn, sql: str) -> Statement:
        """The statement as the connection knows it, or will by the time it is asked for."""
        statement = self.known.get(sql)
        if statement is None:
            statement = self.known[sql] = Statement(sql)
            self.sent.append(statement)
            pg.send_prepare(statement.name, statement.text)
            if len(self.known) > MOST:
                _, oldest = self.known.popitem(last=False)
                self.sent.append(None)
                pg.send_query_params(b"DEALLOCATE " + oldest.name, None)
        self.known.move_to_end(sql)
        return statement

    def push(self) -> None:
        """Have all of it leave, later what the socket does not take now."""
        if self.link is None:
            return
        loop, pg = asyncio.get_running_loop(), self.link.pgconn
        try:
            if pg.flush():
                loop.add_writer(self.socket, self.push)
            else:
                loop.remove_writer(self.socket)
        except OperationalError as fault:
            self.lose(fault)

    def receive(self) -> None:
        """Take what has come."""
        if self.link is None:
            return
        pg = self.link.pgconn
        try:
            pg.consume_input()
            while self.busy and not pg.is_busy():
                result = pg.get_result()
                if result is not None:
                    self.take(result)
            if pg.status != ConnStatus.OK:
                raise OperationalError(pg.get_error_message())
        except OperationalError as fault:
            self.lose(fault)

    def take(self, result: PGresult) -> None:
        """See to one answer; the last has the next questions be sent."""
        if result.status == ExecStatus.PIPELINE_SYNC:
            self.finish()
            self.send()
            return
        match self.sent.popleft() if self.sent else None:
            case Question() as question:
                question.take(result)
            case Statement() as statement if result.status != ExecStatus.COMMAND_OK:
                next(one for one in self.sent if isinstance(one, Question)).take(result)
                self.known = OrderedDict(one for one in self.known.items() if one[1] is not statement)

    def finish(self) -> None:
        """Be done with what was sent."""
        self.sent.clear()
        if self.alarm:
            self.alarm.cancel()
            self.alarm = None
            metrics.of(metrics.IN_USE, NAME).dec()

    def lose(self, fault: Exception | None = None) -> None:
        """Give the connection up; who waits for it is to ask elsewhere."""
        log.warning("The doorstep gives its connection up: %s", fault or "no answer")
        link, self.link = self.link, None
        if link:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self.socket)
            loop.remove_writer(self.socket)
            link.close()
        left = [one for one in (*self.sent, *self.waiting) if isinstance(one, Question)]
        self.finish()
        self.known, self.waiting, self.busy = OrderedDict(), [], False
        for question in left:
            question.settle(None)
