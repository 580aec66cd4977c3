"""Which queries are made for each item of a loop, and which loops are meant to be as they are."""

from __future__ import annotations

import pytest

from standards_hooks.rules.query_in_loop import HOOK, may_find


SELECT = "from sqlalchemy import delete, select, update\n"


def loop(*body, over="ids", item="i", header=SELECT):
    """A loop in a function, with a body."""
    lines = "".join(f"        {line}\n" for line in body)
    return f"{header}async def f(session, ids):\n    for {item} in {over}:\n{lines}"


SILENT = [
    pytest.param(
        SELECT + "async def f(session, ids):\n"
        "    found = await session.scalars(select(User).where(User.id.in_(ids)))\n"
        "    for user in found:\n        greet(user)\n",
        id="one-query-before-the-loop",
    ),
    pytest.param(
        SELECT + "def f(session, i):\n"
        "    for user in session.scalars(select(User).where(User.id == i)):\n        greet(user)\n",
        id="one-query-that-the-loop-is-over",
    ),
    pytest.param(
        SELECT + "def f(session, i):\n"
        "    return [u.name for u in session.scalars(select(User).where(User.id == i))]\n",
        id="one-query-that-a-comprehension-is-over",
    ),
    # portions
    pytest.param(
        loop("session.execute(select(User).where(User.id.in_(batch)))", item="batch"),
        id="batches",
    ),
    pytest.param(
        loop("session.scalars(select(U).where(U.id == p.first))", over="chunked(ids, 9)", item="p"),
        id="chunks",
    ),
    pytest.param(
        loop("session.scalars(select(U).where(U.offset == offset))", item="offset"), id="offsets"
    ),
    pytest.param(
        loop("session.execute(select(U).where(U.id.in_(i.ids), U.team == i.team))"),
        id="portions-of-a-group",
    ),
    pytest.param(loop("session.execute(insert(User).values(name=i))"), id="inserts"),
    pytest.param(loop("cursor.executemany('UPDATE t SET a = ? WHERE b = ?', i)"), id="executemany"),
    pytest.param(
        loop("session.execute(update(User).where(User.id == i.id).values(name=i.name))"),
        id="update-with-values-of-its-own",
    ),
    pytest.param(
        loop("User.objects.filter(pk=i).update(seen=F('seen') + 1)", header=""),
        id="update-that-counts",
    ),
    # counted turns
    pytest.param(
        loop("session.get(User, attempt)", over="range(3)", item="attempt"), id="attempts"
    ),
    pytest.param(
        "def f(session, queue):\n    while queue:\n        session.get(User, queue.pop())\n",
        id="polling",
    ),
    pytest.param(
        loop("User.objects.filter(slug=f'{base}-{i}').exists()", over="itertools.count()"),
        id="search-for-a-free-name",
    ),
    pytest.param(loop("session.get(Setting, i)", over="('a', 'b')"), id="literal"),
    pytest.param(loop("session.get(Setting, i)", over="REQUIRED"), id="constant"),
    pytest.param(loop("session.get(Setting, i)", over="Status"), id="enumeration"),
    pytest.param(
        "def f(session):\n    names = ['a', 'b']\n    for name in names:\n"
        "        session.get(Setting, name)\n",
        id="name-of-a-literal",
    ),
    # another comparison, another use
    pytest.param(loop("session.scalar(select(T).where(T.at >= i, T.at < i + day))"), id="ranges"),
    pytest.param(loop("T.objects.filter(at__gte=i).first()", header=""), id="range-of-django"),
    pytest.param(loop("session.execute(select(User).where(User.id == me))"), id="not-the-item"),
    pytest.param(loop("session.execute(delete(i).where(i.id == me))"), id="item-is-the-table"),
    pytest.param(loop("i.execute(select(User).where(User.id == i.me))"), id="item-is-the-session"),
    pytest.param(
        loop("cursor.execute(f'SELECT count(*) FROM {i}')"), id="table-in-the-text-of-sql"
    ),
    pytest.param(
        loop("cursor.execute('SELECT 1 FROM sqlite_master WHERE name = ?', (i,))"),
        id="catalogue",
    ),
    pytest.param(loop("session.get(User, i, with_for_update=True)"), id="rows-locked-one-by-one"),
    pytest.param(
        loop("User.objects.select_for_update().get(pk=i)", header=""),
        id="rows-locked-one-by-one-by-django",
    ),
    pytest.param(
        loop("session.execute(delete(T).where(T.id == i, T.key.not_in(newest(i))))"),
        id="rows-kept-for-each-item",
    ),
    pytest.param(
        loop("session.execute(query.where(i.table.c.owner == owner))"), id="item-has-the-column"
    ),
    pytest.param(loop("session.scalar(select(T).where(T.name.like(i)))"), id="pattern"),
    # no database
    pytest.param(loop("known.get(i)", "os.environ.get(i, None)"), id="mappings"),
    pytest.param(loop("session.get(f'/users/{i}')", "requests.get(i, X)"), id="requests"),
    pytest.param(loop("cache.get(i, Default)", "client.get(URL, i)"), id="caches-and-clients"),
    pytest.param(loop("self.query.annotations.get(i)"), id="attribute-called-query"),
    pytest.param(loop("repo.get_by_name(i)", header="import github\n"), id="repository-of-a-forge"),
    pytest.param(loop("repository.get(i)"), id="repository-of-whatever-kind"),
    pytest.param(loop("user_repository.find_by_ids(i)"), id="repository-asked-for-many"),
    pytest.param(
        "def f(users: UserRepository, ids):\n    for i in ids:\n        users.get(i)\n",
        id="annotation-that-nothing-binds",
    ),
    pytest.param(loop("executor.execute(i)", "engine.execute(plan == i)"), id="other-execute"),
    # later, or elsewhere
    pytest.param(
        loop("tasks.append(lambda: session.get(User, i))"), id="lambda-that-may-never-run"
    ),
    pytest.param(
        loop("with Session() as session:", "    session.get(User, i)"), id="session-for-each-item"
    ),
    pytest.param(
        loop("with transaction.atomic():", "    User.objects.get(pk=i).renew()", header=""),
        id="transaction-for-each-item",
    ),
    pytest.param(loop("session.commit()"), id="checkpoint"),
    pytest.param(loop("users = User.objects.filter(team=i)", header=""), id="query-not-evaluated"),
]


@pytest.mark.parametrize("source", SILENT)
def test_one_query_or_necessary_queries_are_not_reported(findings_of, source):
    assert findings_of(HOOK, source) == []


@pytest.mark.parametrize(
    "path",
    ["alembic/versions/a1.py", "app/migrations/0001_a.py", "app/migration.py", "tests/test_a.py"],
)
def test_migrations_and_tests_are_not_reported(findings_of, path):
    assert findings_of(HOOK, loop("session.get(User, i)"), path) == []


BEFORE = "queries the database for each `i`; run one query before the loop, with"

FOUND = [
    pytest.param(
        loop("await session.execute(select(User).where(User.id == i))"),
        (4, 15, f"`session.execute` {BEFORE} `User.id.in_(…)`"),
        id="execute",
    ),
    pytest.param(
        loop("session.scalars(select(User).filter_by(team_id=i.id)).all()"),
        (4, 9, f"`session.scalars` {BEFORE} `team_id.in_(…)`"),
        id="filter-by",
    ),
    pytest.param(
        loop("key = i.key.lower()", "session.scalar(select(User).where(key == User.key))"),
        (5, 9, f"`session.scalar` {BEFORE} `User.key.in_(…)`"),
        id="value-derived-from-the-item",
    ),
    pytest.param(
        loop("query = select(User)", "query = query.where(User.id == i)", "x = db.exec(query)"),
        (6, 13, f"`db.exec` {BEFORE} `User.id.in_(…)`"),
        id="statement-built-step-by-step",
    ),
    pytest.param(
        loop("s.execute(delete(T).where(T.a == i.a, T.b == i.b))"),
        (4, 9, f"`s.execute` {BEFORE} `tuple_(T.a, T.b).in_(…)`"),
        id="two-columns",
    ),
    pytest.param(
        loop("s.scalar(select(T).where(and_(T.a == i, T.b > 1) | (T.d == i.d)))"),
        (4, 9, f"`s.scalar` {BEFORE} `tuple_(T.d, T.a).in_(…)`"),
        id="conditions-that-are-joined",
    ),
    pytest.param(
        loop("session.execute(update(User).where(User.id == i).values(is_read=True))"),
        (4, 9, f"`session.execute` {BEFORE} `User.id.in_(…)`"),
        id="update-with-the-same-values",
    ),
    pytest.param(
        loop("await self.session.get(models.User, i.user_id)"),
        (4, 15, f"`self.session.get` {BEFORE} `select(models.User)` and `in_()`"),
        id="get-by-key",
    ),
    pytest.param(
        "from sqlalchemy.orm import Session\ndef f(s: Session, ids):\n"
        "    return {i: s.get(User, i) for i in ids}\n",
        (3, 16, f"`s.get` {BEFORE} `select(User)` and `in_()`"),
        id="session-by-its-annotation",
    ),
    pytest.param(
        loop("db.query(User).filter(User.id == i).first()"),
        (4, 9, f"`db.query(…).filter(…).first` {BEFORE} `User.id.in_(…)`"),
        id="legacy-query",
    ),
    pytest.param(
        loop("User.query.get(i)", header=""),
        (3, 9, f"`User.query.get` {BEFORE} `in_()`"),
        id="flask-query",
    ),
    pytest.param(
        loop("cursor.execute('SELECT a FROM t WHERE b = %s', (i,))"),
        (4, 9, f"`cursor.execute` {BEFORE} `IN (…)`"),
        id="sql",
    ),
    pytest.param(
        loop("await conn.fetchrow('select a from t where b = $1', i)"),
        (4, 15, f"`conn.fetchrow` {BEFORE} `IN (…)`"),
        id="sql-of-asyncpg",
    ),
    pytest.param(
        loop("User.objects.get(pk=i)", header=""),
        (3, 9, f"`User.objects.get` {BEFORE} `pk__in=…`"),
        id="django",
    ),
    pytest.param(
        loop("User.objects.filter(team=i, age__gt=9).count()", header=""),
        (3, 9, f"`User.objects.filter(…).count` {BEFORE} one grouped count"),
        id="django-count",
    ),
    pytest.param(
        loop("for user in User.objects.filter(team=i):", "    greet(user)", header=""),
        (3, 21, f"`User.objects.filter` {BEFORE} `team__in=…`"),
        id="django-in-an-inner-loop",
    ),
    pytest.param(
        loop("list(User.objects.filter(team=i))", header=""),
        (3, 14, f"`User.objects.filter` {BEFORE} `team__in=…`"),
        id="django-in-a-list",
    ),
    pytest.param(
        loop("await db.user.find_unique(where={'id': i})", header=""),
        (3, 15, f'`db.user.find_unique` {BEFORE} `find_many` and `{{"in": …}}`'),
        id="prisma",
    ),
    pytest.param(
        "async def f(self, ids):\n"
        "    return await gather(*[self._repo.get_by_id(i) for i in ids])\n",
        (2, 27, f"`self._repo.get_by_id` {BEFORE} a method that accepts all of them"),
        id="repository-by-its-name",
    ),
    pytest.param(
        "from app import UserRepository\ndef f(users: UserRepository, ids):\n"
        "    for i in sorted(ids):\n        users.get(i)\n",
        (4, 9, f"`users.get` {BEFORE} a method that accepts all of them"),
        id="repository-by-its-annotation",
    ),
    pytest.param(
        "class UserDAO: ...\nclass Desk:\n    users: UserDAO | None\n    def f(self, ids):\n"
        "        return [self.users.find(i) for i in ids]\n",
        (5, 17, f"`self.users.find` {BEFORE} a method that accepts all of them"),
        id="repository-of-the-file",
    ),
    pytest.param(
        loop("for batch in batches:", "    session.get(User, i)"),
        (5, 13, f"`session.get` {BEFORE}"),
        id="batches-within-items",
    ),
    pytest.param(
        "def f(session, groups):\n    return [session.get(User, i) for g in groups for i in g]\n",
        (2, 13, f"`session.get` {BEFORE}"),
        id="second-loop-of-a-comprehension",
    ),
    pytest.param(
        "for i in ids:\n    session.get(User, i)\n",
        (2, 5, f"`session.get` {BEFORE}"),
        id="module",
    ),
]


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_a_query_for_each_item_is_reported_once(findings_of, source, expected):
    found = [(each.line, each.column, each.message) for each in findings_of(HOOK, source)]
    ((line, column, message),) = found
    assert (line, column) == expected[:2]
    assert message.startswith(expected[2])


@pytest.mark.parametrize(
    ("option", "source"),
    [
        pytest.param("check_commits", loop("session.commit()"), id="commit"),
        pytest.param(
            "check_transactions",
            loop("with Session() as session:", "    session.get(User, i)"),
            id="session-for-each-item",
        ),
    ],
)
def test_an_option_reports_what_may_be_intended(findings_of, option, source):
    assert len(findings_of(HOOK, source, **{option: True})) == 1


def test_tests_are_checked_with_an_option(findings_of):
    source = loop("session.get(User, i)")
    assert len(findings_of(HOOK, source, "tests/test_a.py", check_tests=True)) == 1


@pytest.mark.parametrize("source", [case.values[0] for case in FOUND])
def test_the_byte_test_passes_every_query(source):
    assert may_find(source.encode())


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"def f():\n    return execute(x)\n", id="no-loop"),
        pytest.param(b"for x in y:\n    print(x)\n", id="no-query"),
    ],
)
def test_the_byte_test_saves_the_parse(source):
    assert not may_find(source)


@pytest.mark.threat("bounded")
def test_long_chains_of_names_are_followed_quickly(findings_of):
    chain = [f"x{n} = x{n + 1}" for n in range(400)]
    source = loop(*chain, "x400 = i", "session.get(User, x0)")
    assert len(findings_of(HOOK, source)) == 1
