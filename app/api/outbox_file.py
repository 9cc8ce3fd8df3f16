"""The outbox on disk: one SQLite file per server and account, shared by every console of that account on this machine.

Each order has an owner, the console that took it. An owner that no longer lives (its claim is free) leaves its orders
to whichever console comes next; so one order is never sent by two.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import platformdirs

from app.api.claim import Claim
from app.api.orders import PendingOrder
from app.api.routes import ORDERS
from app.domain.errors import Refusal
from app.domain.orders import OrderState

_log = logging.getLogger(__name__)

_TABLE = """
CREATE TABLE IF NOT EXISTS orders (
    place INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, name TEXT NOT NULL,
    thing_id INTEGER, version INTEGER, body TEXT NOT NULL, state TEXT NOT NULL, created_utc TEXT NOT NULL,
    problem_code TEXT, problem_sentence TEXT, receipt_id INTEGER, receipt_seq INTEGER
) STRICT
"""
_COLUMNS = (
    "key, name, thing_id, version, body, state, created_utc, problem_code, problem_sentence, receipt_id, receipt_seq"
)
_BUSY_S = 2.0
_SECRET = [name for name, route in ORDERS.items() if route.secret]


def outbox_folder() -> Path:
    """Where an ordinary console keeps its orders."""
    return Path(platformdirs.user_data_dir("zhihui", appauthor=False)) / "outbox"


class OutboxFile:
    """Orders of one account at one server. Every write is on disk when the method returns.

    Raises Refusal `outbox_full` where the disk does not take it. Files are readable by their owner alone (0600).
    """

    def __init__(self, server_url: str, login: str, folder: Path | None = None) -> None:
        self._folder = folder or outbox_folder()
        name = hashlib.sha256(f"{server_url}\n{login}".encode()).hexdigest()[:24]
        self.path = self._folder / f"{name}.sqlite"
        self.owner = secrets.token_hex(8)
        with _plain_refusal():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._claim = Claim.take(self._claim_path(self.owner))
            self._db = self._open()

    def _claim_path(self, owner: str) -> Path:
        return self.path.with_suffix(f".{owner}.lock")

    def _open(self) -> sqlite3.Connection:
        try:
            return self._open_once()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError):
                raise
            broken = self.path.with_suffix(f".broken-{secrets.token_hex(4)}")
            self.path.rename(broken)
            _log.error("the outbox could not be read (%s) and was put aside as %s", fault, broken)
            return self._open_once()

    def _open_once(self) -> sqlite3.Connection:
        # Made by hand, because SQLite would make it readable by everyone; its journals take over the mode.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        # An order must survive the power cord, not only the process.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")
        db.execute(_TABLE)
        return db

    def add(self, order: PendingOrder) -> None:
        """Keep a new order of this console."""
        marks = ", ".join("?" * 12)
        with _plain_refusal():
            self._db.execute(f"INSERT INTO orders (owner, {_COLUMNS}) VALUES ({marks})", (self.owner, *_row(order)))

    def update(self, order: PendingOrder) -> None:
        """Keep what became of an order."""
        with _plain_refusal():
            self._db.execute(
                "UPDATE orders SET state = ?, problem_code = ?, problem_sentence = ?, receipt_id = ?, receipt_seq = ?"
                " WHERE key = ? AND owner = ?",
                (
                    order.state.value,
                    order.problem_code,
                    order.problem_sentence,
                    order.receipt_id,
                    order.receipt_seq,
                    order.key,
                    self.owner,
                ),
            )

    def remove(self, key: str) -> None:
        """Forget an order of this console."""
        with _plain_refusal():
            self._db.execute("DELETE FROM orders WHERE key = ? AND owner = ?", (key, self.owner))

    def adopt(self) -> list[PendingOrder]:
        """Take over what dead consoles left: their unanswered orders and their refused ones, the oldest first.

        An order that was under way comes back as UNKNOWN. Accepted ones are of no interest any more. One with a secret,
        as former versions kept them, is wiped from the disk and never sent: who gave it gives it again.
        """
        with _plain_refusal():
            owners = [owner for (owner,) in self._db.execute("SELECT DISTINCT owner FROM orders")]
            adopted: list[PendingOrder] = []
            for owner in owners:
                if owner != self.owner:
                    adopted += self._adopt_from(owner)
        return sorted(adopted, key=lambda order: (order.created_utc, order.key))

    def _adopt_from(self, owner: str) -> list[PendingOrder]:
        claim = Claim.take(self._claim_path(owner))
        if claim is None:
            return []
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.execute("DELETE FROM orders WHERE owner = ? AND state = ?", (owner, OrderState.ACCEPTED.value))
                marks = ", ".join("?" * len(_SECRET))
                wiped = self._db.execute(
                    f"DELETE FROM orders WHERE owner = ? AND name IN ({marks})", (owner, *_SECRET)
                ).rowcount
                self._db.execute(
                    "UPDATE orders SET state = ? WHERE owner = ? AND state = ?",
                    (OrderState.UNKNOWN.value, owner, OrderState.SENT.value),
                )
                rows = self._db.execute(f"SELECT {_COLUMNS} FROM orders WHERE owner = ? ORDER BY place", (owner,))
                orders = [_order(row) for row in rows.fetchall()]
                self._db.execute("UPDATE orders SET owner = ? WHERE owner = ?", (self.owner, owner))
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
        finally:
            claim.release()
        if wiped:
            _log.warning("%d orders with a secret of a former version were removed and not sent", wiped)
            # What is deleted is overwritten in the file only now; until then it is in the journal beside it.
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return orders

    def close(self) -> None:
        """Close the file; what is unanswered waits for the next console."""
        self._db.close()
        if self._claim is not None:
            self._claim.release()
            self._claim = None


@contextmanager
def _plain_refusal() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as fault:
        _log.error("the outbox cannot be written: %s", fault)
        raise Refusal(
            "outbox_full",
            f"This machine's disk did not take the order ({fault}); it was not given. Free some space, then repeat it.",
        ) from fault


def _row(order: PendingOrder) -> tuple[object, ...]:
    return (
        order.key,
        order.name,
        order.thing_id,
        order.version,
        msgspec.json.encode(order.body).decode(),
        order.state.value,
        order.created_utc.isoformat(),
        order.problem_code,
        order.problem_sentence,
        order.receipt_id,
        order.receipt_seq,
    )


def _order(row: tuple[object, ...]) -> PendingOrder:
    key, name, thing_id, version, body, state, created_utc, code, sentence, receipt_id, receipt_seq = row
    return msgspec.convert(
        {
            "key": key,
            "name": name,
            "thing_id": thing_id,
            "version": version,
            "body": msgspec.json.decode(str(body)),
            "state": state,
            "created_utc": datetime.fromisoformat(str(created_utc)),
            "problem_code": code,
            "problem_sentence": sentence,
            "receipt_id": receipt_id,
            "receipt_seq": receipt_seq,
        },
        type=PendingOrder,
    )
