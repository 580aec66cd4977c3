"""The examples of the standard, told anew: a lending library in place of its service.

Each excerpt stands for one example of the standard, clause by clause, with the constructs that the
example shows. What an example leaves out with `...` or by name only stays left out where the
hooks do not need it, and is completed where they do.
"""

from __future__ import annotations

from typing import NamedTuple


class Good(NamedTuple):
    """What the standard shows as right.

    Attributes:
        clause: The heading of the example, and what it shows.
        source: A module.
        is_documented: Whether its docstrings are what the example shows.
        path: Where the module stands.
    """

    clause: str
    source: str
    is_documented: bool = False
    path: str = "src/library/lending.py"


class Bad(NamedTuple):
    """What the standard shows as wrong.

    Attributes:
        clause: The heading of the example, and what it shows.
        source: A module.
        hook: The file hook that finds it; None where another tool does.
        places: Line and column of each finding.
        path: Where the module stands.
    """

    clause: str
    source: str
    hook: str | None
    places: tuple[tuple[int, int], ...] = ()
    path: str = "src/library/lending.py"


GOOD = [
    Good(
        "Imports: three groups",
        """
import json
import shutil
from decimal import Decimal, localcontext

import structlog
from fastapi import Body, Header, Response
from sqlalchemy import func
from sqlalchemy.orm import selectinload

from library.clock import opening_hours
from library.models.shelf import Shelf
from library.schemas.shelf import ShelfDraft, ShelfView
""",
    ),
    Good("Quotes", 'title = "Field guide"\nremark = \'the so-called "reading room"\'\n'),
    Good(
        "Trailing Commas",
        """
reader = {
    "card": "R-1180",
    "branch": "Harbour",
    "has_reminders": True,
}
""",
    ),
    Good(
        "Type Hints: functions",
        """
def overdue_loans(days: int = 14) -> list[Loan]:
    \"\"\"List the loans that are late.\"\"\"
    ...


def reader_with_card(card: str) -> Reader | None:
    \"\"\"Look a reader up; None for an unknown card.\"\"\"
    ...


def branches_in(stock: dict[str, int]) -> set[str]:
    \"\"\"Name the branches with anything in stock.\"\"\"
    ...
""",
    ),
    Good(
        "Type Hints: type parameters",
        """
class Catalogue[Entry]:
    \"\"\"Entries of one kind.\"\"\"

    def __init__(self, kind: type[Entry]) -> None:
        self.kind = kind

    def every(self) -> list[Entry]:
        \"\"\"Return all entries.\"\"\"
        ...

    def entry(self, number: int) -> Entry | None:
        \"\"\"Return one entry.\"\"\"
        ...


maps = Catalogue[Map](Map)
""",
    ),
    Good(
        "Type Hints: complex types",
        """
from collections.abc import Awaitable, Callable
from typing import Any


def register_reader(
    card: str,
    branch: str,
    *,
    is_adult: bool = False,
    remarks: dict[str, Any] | None = None,
) -> Reader:
    \"\"\"
    Enter a reader.

    Args:
        card: Number on the card
        branch: Where the reader signed up
        is_adult: Whether the reader may borrow everything
        remarks: What the desk should know

    Returns:
        The reader

    Raises:
        ValueError: If the card has no number
    \"\"\"
    if not has_number(card):
        raise ValueError(f"No number on card {card}")

    return Reader(
        card=card,
        branch=branch,
        is_adult=is_adult,
        remarks=remarks or {},
        joined=today(),
    )


async def ask_each_branch(
    title: str,
    on_answer: Callable[[dict[str, Any]], Awaitable[None]],
) -> dict[str, Any]:
    \"\"\"Ask all branches for a title.\"\"\"
    ...
""",
    ),
    Good(
        "Type Hints: protocols",
        """
from typing import Protocol


class Lendable(Protocol):
    \"\"\"What can be lent.\"\"\"

    def accept_barcode(self, barcode: str) -> bool:
        \"\"\"Compare a barcode.\"\"\"
        ...

    @property
    def is_lent(self) -> bool:
        \"\"\"Return whether somebody has it.\"\"\"
        ...


from typing import TypeIs


def is_bound_volume(thing: object) -> TypeIs[Volume]:
    \"\"\"Return whether a thing is a volume.\"\"\"
    return isinstance(thing, Volume) and thing.is_bound
""",
    ),
    Good(
        "Module Imports: absolute",
        "from library.loans.ledger import Ledger\nfrom library.readers.card import Card\n",
        path="src/library/loans/desk.py",
    ),
    Good(
        "Avoid Circular Imports",
        """
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library.models.loan import Loan


class Reader:
    loans: list["Loan"]
""",
        path="src/library/models/reader.py",
    ),
    Good(
        "Naming: constants",
        "MAX_LOANS_PER_READER = 12\nRENEWAL_PERIOD_DAYS = 21\nDEFAULT_BRANCH_CODE = 7\n",
    ),
    Good(
        "Naming: classes and functions",
        """
class LoanDesk:
    \"\"\"The desk that lends.\"\"\"
    pass


class ISBNError:
    \"\"\"A wrong ISBN.\"\"\"
    pass


def total_fee(loans: list[Loan]) -> Decimal:
    \"\"\"Add the fees up.\"\"\"
    fee_so_far = Decimal(0)
    for loan in loans:
        fee_so_far += loan.fee
    return fee_so_far
""",
    ),
    Good(
        "Naming: private members",
        """
class Reader:
    def __init__(self, card: str) -> None:
        self._card = card
        self.__pin_digest = ""

    def _checks_card(self) -> bool:
        \"\"\"Look at the card's first letter.\"\"\"
        return self._card.startswith("R")
""",
    ),
    Good(
        "Boolean Names",
        "is_lent: bool\nhas_fine: bool\ncan_renew: bool\nshould_remind: bool\n",
    ),
    Good(
        "Error Handling: specific exceptions",
        """
def lend(card: str, barcode: str) -> None:
    if not card:
        raise ValueError(f"No such card: {card}")
    raise LookupError(f"Nothing has the barcode {barcode}")
""",
    ),
    Good(
        "Error Handling: custom exceptions",
        """
class LibraryError(Exception):
    \"\"\"Whatever goes wrong in the library.\"\"\"
    pass


class TitleUnknownError(LibraryError):
    \"\"\"No branch has the title.\"\"\"

    def __init__(self, isbn: str) -> None:
        self.isbn = isbn
        super().__init__(f"No branch has {isbn}")


class LoanRefusedError(LibraryError):
    \"\"\"The reader may not borrow it.\"\"\"

    def __init__(self, card: str, reason: str) -> None:
        self.card = card
        self.reason = reason
        super().__init__(f"Refused for {card}: {reason}")
""",
        path="src/library/errors.py",
    ),
    Good(
        "Try-Except: specific exceptions",
        """
def title_of(isbn: str) -> str | None:
    try:
        return shelf.title(isbn)
    except TitleUnknownError:
        log.warning("Nobody knows %s", isbn)
        return None
    except CatalogueError as error:
        log.error("The catalogue failed: %s", error)
        raise
""",
    ),
    Good(
        "Try-Except: exception groups",
        """
async def titles_of(isbns: list[str]) -> list[Title]:
    \"\"\"Fetch the titles, and collect what fails.\"\"\"
    answers = await asyncio.gather(*[ask(isbn) for isbn in isbns], return_exceptions=True)

    failures: list[BaseException] = []
    titles: list[Title] = []

    for answer in answers:
        if isinstance(answer, BaseException):
            failures.append(answer)
        else:
            titles.append(answer)

    if failures:
        raise ExceptionGroup("Not every title was found", failures)

    return titles


async def show(isbns: list[str]) -> None:
    try:
        await titles_of(isbns)
    except* TitleUnknownError as group:
        for error in group.exceptions:
            log.warning("Unknown: %s", error.isbn)
    except* CatalogueError as group:
        log.error("%d failures", len(group.exceptions))
        raise
""",
    ),
    Good(
        "FastAPI Exception Handlers",
        """
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from library.errors import LoanRefusedError, TitleUnknownError


api = FastAPI()


@api.exception_handler(TitleUnknownError)
async def answer_unknown_title(request: Request, error: TitleUnknownError) -> JSONResponse:
    \"\"\"Answer with 404.\"\"\"
    return JSONResponse(status_code=404, content={"reason": "unknown_title", "isbn": error.isbn})


@api.exception_handler(LoanRefusedError)
async def answer_refusal(request: Request, error: LoanRefusedError) -> JSONResponse:
    \"\"\"Answer with 409.\"\"\"
    return JSONResponse(
        status_code=409,
        content={
            "reason": "refused",
        },
    )
""",
        path="src/library/main.py",
    ),
    Good(
        "Logging: configuration",
        """
import logging
import sys

import structlog
from pydantic_settings import BaseSettings


class LogSettings(BaseSettings):
    \"\"\"How to log.\"\"\"

    LEVEL: str = "WARNING"
    STYLE: str = "json"

    model_config = {"env_prefix": "LIBRARY_"}


log_settings = LogSettings()


def begin_logging() -> None:
    \"\"\"Set structlog up.\"\"\"
    always: list[structlog.types.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]

    if log_settings.STYLE == "json":
        last = structlog.processors.JSONRenderer()
    else:
        last = structlog.dev.ConsoleRenderer(colors=False)

    structlog.configure(
        processors=[
            *always,
            last,
        ],
        context_class=dict,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=getattr(logging, log_settings.LEVEL))
""",
        path="src/library/config.py",
    ),
    Good(
        "Logging: module-level logger",
        """
import structlog


log = structlog.get_logger(__name__)


def return_loan(barcode: str) -> Loan:
    \"\"\"Take a loan back.\"\"\"
    log.info("loan_returning", barcode=barcode)

    try:
        loan = ledger.close(barcode)
        ledger.save()
        log.info("loan_returned", loan_id=loan.id)
        return loan
    except Exception as error:
        log.error("loan_return_failed", barcode=barcode, error=str(error))
        raise
""",
    ),
    Good(
        "Logging: structured",
        'log.info(\n    "card_read",\n    reader_id=reader.id,\n'
        '    desk=desk.headers.get("x-desk"),\n)\n',
    ),
    Good("Logging: nothing sensitive", 'log.info("pin_checked", reader_id=reader.id)\n'),
    Good(
        "Docstrings: module",
        '"""\nThe lending desk.\n\nIt lends, renews and takes back.\n"""\n',
        is_documented=True,
    ),
    Good(
        "Docstrings: function",
        '''"""The lending desk."""


def renew(
    barcode: str,
    until: date,
    *,
    note: str,
    is_free: bool = True,
) -> Loan:
    """
    Renew a loan.

    The new end is entered at once, and the reader is told.

    Args:
        barcode: What is lent (must be lent)
        until: The new end
        note: What the reader is told
        is_free: Whether the reader pays nothing (default: True)

    Returns:
        The loan with its new end

    Raises:
        LoanRefusedError: If somebody waits for it

    Example:
        >>> renew("B-7", date(2026, 5, 1), note="", is_free=False).barcode
        'B-7'
    """
    # left out
''',
        is_documented=True,
    ),
    Good(
        "Docstrings: class",
        '''"""The lending desk."""


class Ledger:
    """
    The loans of a branch.

    Attributes:
        branch: The branch

    Example:
        >>> Ledger("Harbour").branch
        'Harbour'
    """

    def __init__(self, branch: str) -> None:
        """
        Open the ledger.

        Args:
            branch: The branch
        """
        self.branch = branch
''',
        is_documented=True,
    ),
    Good(
        "Docstrings: __init__ may go without",
        '''"""The lending desk."""


class Shelf:
    """Where things stand."""

    def __init__(self, number: int) -> None:
        self.number = number
''',
        is_documented=True,
    ),
    Good(
        "Context Managers",
        """
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


with open("closing_days.txt") as listing:
    closing_days = listing.read()


@asynccontextmanager
async def desk_session() -> AsyncIterator[Session]:
    \"\"\"Open a session, and close it whatever happens.\"\"\"
    session = Session(database)
    try:
        yield session
        await session.commit()
    except Exception:
        await session.rollback()
        raise
    finally:
        await session.close()


async def reader(number: int) -> Reader | None:
    async with desk_session() as session:
        return await session.get(Reader, number)
""",
    ),
    Good(
        "Comprehensions",
        """
late_loans = [loan for loan in loans if loan.is_late]
title_by_isbn = {title.isbn: title.name for title in titles}
branches = {loan.branch for loan in loans}
fees = sum(loan.fee for loan in loans)
""",
    ),
    Good(
        "Dataclasses",
        """
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scan:
    \"\"\"A scanned page (unchangeable).\"\"\"

    page: int
    seconds: float
    size: tuple[int, int]
    labels: list[str] = field(default_factory=list)
    made: datetime = field(default_factory=datetime.now)
""",
    ),
    Good(
        "Enums",
        """
from enum import StrEnum, auto


class Desk(StrEnum):
    \"\"\"Where a reader is served.\"\"\"

    LENDING = auto()
    RETURNS = auto()


class LoanState(StrEnum):
    \"\"\"What a loan is up to.\"\"\"

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
""",
    ),
    Good(
        "Mutable Default Arguments: None",
        """
def put_aside(barcode: str, pile: list[str] | None = None) -> list[str]:
    if pile is None:
        pile = []
    pile.append(barcode)
    return pile
""",
    ),
    Good(
        "Async/Await",
        """
import httpx
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


async def open_loans(session: AsyncSession) -> list[Loan]:
    \"\"\"Return the loans.\"\"\"
    found = await session.execute(select(Loan))
    return list(found.scalars().all())


async def cover(isbn: str) -> dict:
    \"\"\"Fetch a cover.\"\"\"
    async with httpx.AsyncClient() as client:
        return (await client.get(f"/covers/{isbn}")).json()


async def covers(isbns: list[str]) -> list[dict]:
    \"\"\"Fetch covers at the same time.\"\"\"
    async with httpx.AsyncClient() as client:
        answers = await asyncio.gather(*[client.get(isbn) for isbn in isbns])
        return [answer.json() for answer in answers]
""",
    ),
    Good(
        "Generators",
        """
import csv
from collections.abc import Iterator


def loans_in(path: str) -> Iterator[dict]:
    \"\"\"Read the loans row by row.\"\"\"
    with open(path) as rows:
        for row in csv.DictReader(rows):
            yield row


for loan in loans_in("loans.csv"):
    enter(loan)
""",
    ),
    Good(
        "Batch Database Operations: one query",
        """
async def remind(cards: list[str]) -> None:
    found = await session.execute(select(Reader).where(Reader.card.in_(cards)))
    for reader in found.scalars().all():
        send_reminder(reader)
""",
    ),
    Good(
        "Passwords",
        """
from passlib.context import CryptContext


pins = CryptContext(schemes=["argon2"], deprecated="auto")


def digest(pin: str) -> str:
    \"\"\"Digest a PIN.\"\"\"
    return pins.hash(pin)


def accept(pin: str, digested: str) -> bool:
    \"\"\"Compare a PIN with its digest.\"\"\"
    return pins.verify(pin, digested)
""",
    ),
    Good(
        "Secrets: settings",
        """
from pydantic_settings import BaseSettings, SettingsConfigDict


class LibrarySettings(BaseSettings):
    \"\"\"What the context say.\"\"\"

    CATALOGUE_URL: str
    CATALOGUE_TOKEN: str

    model_config = SettingsConfigDict(
        env_prefix="LIBRARY_",
        case_sensitive=True,
    )
""",
        path="src/library/config.py",
    ),
    Good(
        "Validate Input Data",
        """
from pydantic import BaseModel, EmailStr, Field, field_validator


class ReaderDraft(BaseModel):
    \"\"\"What a new reader fills in.\"\"\"

    email: EmailStr
    street: str = Field(min_length=3, max_length=80)
    pin: str = Field(min_length=6)

    @field_validator("pin")
    @classmethod
    def refuse_simple_pins(cls, value: str) -> str:
        \"\"\"Refuse a PIN that anybody guesses.\"\"\"
        if not any(character.isdigit() for character in value):
            raise ValueError("A PIN needs a digit")
        if len(set(value)) == 1:
            raise ValueError("A PIN needs two different characters")
        return value
""",
        path="src/library/schemas/reader.py",
    ),
]


BAD = [
    Bad(
        "Passwords: a hash for files",
        "import hashlib\n\n\ndef digest(password: str) -> str:\n"
        "    return hashlib.sha256(password.encode()).hexdigest()\n",
        "password-hashing",
        ((5, 12),),
    ),
    Bad(
        "Passwords: compared as they are",
        "def accept(reader: Reader, password: str) -> bool:\n"
        "    return reader.password == password\n",
        "password-hashing",
        ((2, 12),),
    ),
    Bad(
        "Secrets: read where they are needed",
        'import os\n\n\ndef catalogue_token() -> str:\n    return os.environ["CATALOGUE_TOKEN"]\n',
        "environment-access",
        ((5, 12),),
    ),
    Bad(
        "Validate Input Data: any dict",
        "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
        '@router.post("/readers")\nasync def enter(reader: dict) -> str:\n'
        '    return reader["card"]\n',
        "validated-input",
        ((7, 17),),
    ),
    Bad(
        "Validate Input Data: an address that is any text",
        "from pydantic import BaseModel\n\n\nclass ReaderDraft(BaseModel):\n    email: str\n",
        "validated-input",
        ((5, 5),),
    ),
    Bad(
        "Trailing Commas: missing",
        'reader = {\n    "card": "R-1180",\n    "has_reminders": True\n}\n',
        None,
    ),
    Bad(
        "Module Imports: relative to the parent",
        "from ..readers.card import Card\n",
        "relative-imports",
        ((1, 1),),
        path="src/library/loans/desk.py",
    ),
    Bad(
        "Module Imports: relative to the own package",
        "from .ledger.book import Book\n",
        "relative-imports",
        ((1, 1),),
        path="src/library/loans/desk.py",
    ),
    Bad(
        "Avoid Circular Imports: relative under TYPE_CHECKING",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .loan import Loan\n",
        "relative-imports",
        ((4, 5),),
        path="src/library/models/reader.py",
    ),
    Bad(
        "Boolean Names: the four",
        "active: bool\npermission: bool\nedit: bool\nretry: bool\n",
        "boolean-naming",
        ((1, 1), (2, 1), (3, 1), (4, 1)),
    ),
    Bad(
        "Boolean Names: in a class and a signature",
        "class Loan:\n    overdue: bool = False\n\n\n"
        "def renew(loan: Loan, notify: bool) -> None: ...\n",
        "boolean-naming",
        ((2, 5), (5, 23)),
    ),
    Bad(
        "Mandatory Type Hints: class attributes",
        "class Ledger:\n    branch = None\n\n    def __init__(self) -> None:\n"
        "        self.loans = []\n",
        "variable-annotations",
        ((2, 5), (5, 9)),
    ),
    Bad(
        "Naming: an attribute, a constant and a type alias",
        "from typing import Final\n\n\ntype shelf_mark = str\nmax_loans: Final = 12\n\n\n"
        "class Reader:\n    def __init__(self, card: str) -> None:\n"
        "        self.cardNumber = card\n",
        "attribute-naming",
        ((4, 6), (5, 1), (10, 9)),
    ),
    Bad(
        "Error Handling: an unspecific exception",
        'def lend(card: str) -> None:\n    raise Exception("It did not work")\n',
        "broad-except",
        ((2, 11),),
    ),
    Bad(
        "Try-Except: everything caught",
        "def title_of(isbn: str) -> str | None:\n    try:\n        return shelf.title(isbn)\n"
        "    except Exception:\n        return None\n",
        "broad-except",
        ((4, 5),),
    ),
    Bad(
        "Ruff and mypy Configuration: silenced altogether",
        "from library.models import *  # noqa\n\n\nloans: int = count()  # type: ignore\n",
        "blanket-suppressions",
        ((1, 31), (4, 23)),
    ),
    Bad(
        "Logging: the standard library's logger",
        "import logging\n\n\nlog = logging.getLogger(__name__)\n",
        "structured-logging",
        ((4, 7),),
    ),
    Bad(
        "Logging: a logger of the function's own",
        "import structlog\n\n\ndef renew(barcode: str) -> None:\n"
        '    """Renew a loan."""\n    log = structlog.get_logger(__name__)\n'
        '    log.info("renewing", barcode=barcode)\n',
        "structured-logging",
        ((6, 11),),
    ),
    Bad(
        "Logging: sensitive data",
        'log.info("%s reads with %s", reader.email, password)\n',
        "sensitive-logging",
        ((1, 44),),
    ),
    Bad(
        "Docstrings: none for a public function",
        '"""The lending desk."""\n\n\n'
        "def renew(barcode: str) -> Loan:\n    return ledger.renew(barcode)\n",
        "docstring-presence",
        ((4, 1),),
    ),
    Bad(
        "Docstrings: none for a public class and its method",
        '"""The lending desk."""\n\n\nclass Desk:\n    def open(self) -> None:\n        ring()\n',
        "docstring-presence",
        ((4, 1), (5, 5)),
    ),
    Bad(
        "Docstrings: none for a public module",
        'def renew(barcode: str) -> None:\n    """Renew a loan."""\n',
        "docstring-presence",
        ((1, 1),),
    ),
    Bad(
        "Docstrings: Args, Returns and Raises left out",
        '''"""The lending desk."""


def renew(barcode: str, until: date) -> Loan:
    """
    Renew a loan.

    Args:
        barcode: What is lent
    """
    if not barcode:
        raise ValueError("Nothing to renew")
    return ledger.renew(barcode, until)
''',
        "docstring-sections",
        ((5, 5), (5, 5), (8, 5)),
    ),
    Bad(
        "Docstrings: Attributes of a class left out",
        '''"""The lending desk."""


class Ledger:
    """
    The loans of a branch.

    Attributes:
        branch: The branch
    """

    def __init__(self, branch: str, clerk: str) -> None:
        self.branch = branch
        self.clerk = clerk
''',
        "docstring-sections",
        ((8, 5),),
    ),
    Bad(
        "Mutable Default Arguments: a list",
        "def put_aside(barcode: str, pile: list[str] = []) -> list[str]:\n"
        "    pile.append(barcode)\n    return pile\n",
        "mutable-defaults",
        ((1, 47),),
    ),
    Bad(
        "Context Managers: a file in a return, which nothing closes",
        "def closing_days() -> str:\n    return open('closing_days.txt').read()\n",
        "unmanaged-resources",
        ((2, 12),),
    ),
    Bad(
        "Batch Database Operations: a query for each",
        "async def remind(cards: list[str]) -> None:\n    for card in cards:\n"
        "        found = await session.execute(select(Reader).where(Reader.card == card))\n"
        "        send_reminder(found.scalar_one())\n",
        "query-in-loop",
        ((3, 23),),
    ),
    Bad(
        "Use Async/Await for I/O Operations: a synchronous session and client",
        "import requests\nfrom sqlalchemy import select\nfrom sqlalchemy.orm import Session\n\n\n"
        "async def readers(db: Session) -> list[Reader]:\n"
        "    return list(db.execute(select(Reader)).scalars().all())\n\n\n"
        "async def covers(isbns: list[str]) -> list[bytes]:\n"
        "    with requests.Session() as client:\n"
        "        return [client.get(COVERS + isbn).content for isbn in isbns]\n",
        "blocking-async",
        ((7, 17), (12, 17)),
    ),
]
