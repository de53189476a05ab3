/** A piece of Python and what every rule says of it, as `RULE@line`. */
export interface Snippet {
  readonly name: string;
  readonly code: string;
  readonly finds: readonly string[];
}

const good = (name: string, code: string): Snippet => ({ name, code, finds: [] });
const bad = (name: string, finds: string, code: string): Snippet => ({ name, code, finds: finds.split(' ') });

const head = `from typing import Annotated
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession
app = FastAPI()
`;

/** Good and bad pieces of code for our own rules; Ruff's have their own examples in ruffRules.ts. */
export const patternCorpus: readonly Snippet[] = [
  // A synchronous session as a parameter.
  bad(
    'a Session by its annotation',
    'PIT001@2',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):\n    await g(db)\n',
  ),
  bad(
    'a Session under another name',
    'PIT001@2',
    'from sqlalchemy.orm import Session as S\nasync def f(db: S):\n    await g(db)\n',
  ),
  bad(
    'a Session by its module',
    'PIT001@2',
    'import sqlalchemy.orm as orm\nasync def f(db: orm.Session):\n    await g(db)\n',
  ),
  bad(
    'a Session by its whole name',
    'PIT001@2',
    'import sqlalchemy.orm\nasync def f(db: sqlalchemy.orm.Session):\n    await g(db)\n',
  ),
  bad(
    'a Session of SQLModel',
    'PIT001@2',
    'from sqlmodel import Session\nasync def f(db: Session):\n    await g(db)\n',
  ),
  bad(
    'a Session in quotes',
    'PIT001@2',
    'from sqlalchemy.orm import Session\nasync def f(db: "Session"):\n    await g(db)\n',
  ),
  bad(
    'a Session or None',
    'PIT001@2',
    'from sqlalchemy.orm import Session\nasync def f(db: Session | None = None):\n    await g(db)\n',
  ),
  bad(
    'an optional Session',
    'PIT001@3',
    'from typing import Optional\nfrom sqlalchemy.orm import Session\nasync def f(db: Optional[Session] = None):\n    await g(db)\n',
  ),
  bad(
    'an annotated Session',
    'PIT001@5',
    'from typing import Annotated\nfrom fastapi import Depends, FastAPI\nfrom sqlalchemy.orm import Session\nfrom app.db import get_db\nasync def f(db: Annotated[Session, Depends(get_db)]):\n    await g(db)\n',
  ),
  bad(
    'an annotated Session over several lines',
    'PIT001@5',
    'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\nasync def f(\n    db: Annotated[\n        Session,\n        Depends(get_db),  # the pool\n    ],\n):\n    await g(db)\n',
  ),
  bad(
    'a name for an annotated Session',
    'PIT001@5',
    'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\nDb = Annotated[Session, Depends(get_db)]\nasync def f(db: Db):\n    await g(db)\n',
  ),
  bad(
    'a type statement for an annotated Session',
    'PIT001@5',
    'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\ntype Db = Annotated[Session, Depends(get_db)]\nasync def f(db: Db):\n    await g(db)\n',
  ),
  bad(
    'a dependency that yields a synchronous session',
    'PIT001@10',
    'from fastapi import Depends, FastAPI\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\napp = FastAPI()\nSessionLocal = sessionmaker(create_engine(URL))\ndef get_db():\n    with SessionLocal() as db:\n        yield db\n@app.get("/")\nasync def f(db=Depends(get_db)):\n    await g(db)\n',
  ),
  bad(
    'a dependency whose annotation tells',
    'PIT001@7',
    'from typing import Annotated, Any\nfrom collections.abc import Iterator\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\ndef get_db() -> Iterator[Session]:\n    yield make()\nasync def f(db: Annotated[Any, Depends(get_db)]):\n    await g(db)\n',
  ),
  bad(
    'a Session in a route with decorators',
    'PIT001@7',
    'from fastapi import FastAPI\nfrom sqlalchemy.orm import Session\napp = FastAPI()\n@app.get("/")\n@traced\n@app.get("/two")\nasync def f(db: Session):\n    await g(db)\n',
  ),
  bad(
    'a Session by keyword only',
    'PIT001@2',
    'from sqlalchemy.orm import Session\nasync def f(*, name: str, db: Session, **rest):\n    await g(name, db, rest)\n',
  ),
  bad(
    'a Session in an async method',
    'PIT001@3',
    'from sqlalchemy.orm import Session\nclass Orders:\n    async def load(self, db: Session):\n        await g(db)\n',
  ),
  bad(
    'a class of one’s own over Session',
    'PIT001@4',
    'from sqlalchemy.orm import Session\nclass Traced(Session):\n    pass\nasync def f(db: Traced):\n    await g(db)\n',
  ),
  bad(
    'a star import of sqlalchemy.orm',
    'PIT001@2',
    'from sqlalchemy.orm import *\nasync def f(db: Session):\n    await g(db)\n',
  ),
  good(
    'a Session in a plain route',
    'from fastapi import FastAPI\nfrom sqlalchemy.orm import Session\napp = FastAPI()\n@app.get("/")\ndef f(db: Session):\n    return db.query(Order).all()\n',
  ),
  good(
    'an AsyncSession in an async route',
    `${head}@app.get("/")\nasync def f(db: Annotated[AsyncSession, Depends(get_db)]):\n    return await db.get(Order, 1)\n`,
  ),
  good(
    'a Session of another library',
    'from requests import Session\nasync def f(http: Session):\n    await g(http)\n',
  ),
  good('a Session of the project’s own', 'from app.web import Session\nasync def f(web: Session):\n    await g(web)\n'),
  good(
    'a Session that only threads use',
    'from fastapi.concurrency import run_in_threadpool\nfrom sqlalchemy.orm import Session\nasync def f(db: Session):\n    return await run_in_threadpool(load, db)\n',
  ),
  good(
    'a Session in a lambda for a thread',
    'import asyncio\nfrom sqlalchemy.orm import Session\nasync def f(db: Session):\n    return await asyncio.to_thread(lambda: db.query(Order).all())\n',
  ),
  good(
    'a Session in a function inside, for a thread',
    'import anyio\nfrom sqlalchemy.orm import Session\nasync def f(db: Session):\n    def work():\n        return db.query(Order).all()\n    return await anyio.to_thread.run_sync(work)\n',
  ),
  // Blocking calls.
  bad(
    'query on a Session',
    'PIT001@2 PIT002@3',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):\n    return db.query(Order).all(), await g()\n',
  ),
  bad(
    'commit and execute on a Session',
    'PIT001@2 PIT002@3 PIT002@4',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):\n    db.execute(q)\n    db.commit()\n    await g()\n',
  ),
  bad(
    'query on an AsyncSession',
    'PIT002@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    return db.query(Order), await g()\n',
  ),
  bad(
    'query on a session of unknown kind',
    'PIT002@3',
    'from sqlalchemy import select\nasync def f(session):\n    return session.query(Order).all(), await g()\n',
  ),
  bad(
    'query in a comprehension',
    'PIT001@2 PIT002@3',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):\n    return [db.query(Order).get(n) for n in await g()]\n',
  ),
  bad(
    'query by a walrus',
    'PIT001@2 PIT002@3',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):\n    if (row := db.query(Order).first()) is not None:\n        await g(row)\n',
  ),
  bad(
    'a query on self',
    'PIT002@6',
    'from sqlalchemy.orm import Session\nclass Orders:\n    def __init__(self, db: Session):\n        self.db = db\n    async def load(self):\n        return self.db.query(Order).all(), await g()\n',
  ),
  bad(
    'a plain function of the file that queries',
    'PIT001@4 PIT002@5',
    'from sqlalchemy.orm import Session\ndef load(db: Session):\n    return db.query(Order).all()\nasync def f(db: Session):\n    return load(db), await g()\n',
  ),
  bad(
    'a call made before the thread takes over',
    'PIT002@4',
    'import asyncio\nfrom sqlalchemy.orm import Session\nasync def f(db: Session):\n    return await asyncio.to_thread(work, db.execute(q))\n',
  ),
  good(
    'a query begun for a thread',
    'import asyncio\nfrom sqlalchemy.orm import Session\nasync def f(db: Session):\n    return await asyncio.to_thread(db.query(Order).all)\n',
  ),
  good(
    'a plain function given to a thread',
    'from starlette.concurrency import run_in_threadpool\nfrom sqlalchemy.orm import Session\ndef load(db: Session):\n    return db.query(Order).all()\nasync def f(db: Session):\n    return await run_in_threadpool(load, db)\n',
  ),
  good(
    'run_sync with a query inside',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(session: AsyncSession):\n    return await session.run_sync(lambda s: s.query(Order).all())\n',
  ),
  good(
    'query of a library that is awaited',
    'from sqlalchemy import select\nasync def f(db):\n    return await db.query("select 1")\n',
  ),
  good('query of a file without SQLAlchemy', 'import influx\nasync def f(db):\n    return db.query("x"), await g()\n'),
  good(
    'a query in a plain function',
    'from sqlalchemy.orm import Session\ndef f(db: Session):\n    return db.query(Order).all()\n',
  ),
  // Calls that are not awaited.
  bad(
    'commit without await',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    db.commit()\n    await g()\n',
  ),
  bad(
    'execute without await',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    rows = db.execute(q)\n    await g()\n    return rows.all()\n',
  ),
  bad(
    'await over the chain, not the call',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    return await db.execute(q).scalars()\n',
  ),
  bad(
    'refresh, flush, rollback, delete without await',
    'PIT003@3 PIT003@4 PIT003@5 PIT003@6',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    db.refresh(x)\n    db.flush()\n    db.rollback()\n    db.delete(x)\n    await g()\n',
  ),
  bad(
    'stream and run_sync without await',
    'PIT003@3 PIT003@4',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    rows = db.stream(q)\n    db.run_sync(work)\n    await g(rows.x)\n',
  ),
  bad(
    'an argument that is a coroutine',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    print(db.scalar(q))\n    await g()\n',
  ),
  bad(
    'return without await',
    'PIT003@4',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    await g()\n    return db.scalars(q)\n',
  ),
  bad(
    'a session of an async factory',
    'PIT003@5',
    'from sqlalchemy.ext.asyncio import async_sessionmaker\nmake = async_sessionmaker(engine)\nasync def f():\n    async with make() as db:\n        db.commit()\n',
  ),
  bad(
    'a session of sessionmaker with AsyncSession',
    'PIT003@6',
    'from sqlalchemy.ext.asyncio import AsyncSession\nfrom sqlalchemy.orm import sessionmaker\nmake = sessionmaker(engine, class_=AsyncSession)\nasync def f():\n    async with make() as db:\n        db.commit()\n',
  ),
  bad(
    'with instead of async with',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f():\n    with AsyncSession(engine) as db:\n        await db.commit()\n',
  ),
  bad(
    'with session.begin()',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    with db.begin():\n        await g()\n',
  ),
  bad(
    'an async engine’s connection',
    'PIT003@5',
    'from sqlalchemy.ext.asyncio import create_async_engine\nengine = create_async_engine(URL)\nasync def f():\n    async with engine.begin() as connection:\n        connection.execute(q)\n',
  ),
  bad(
    'commit on a session of unknown kind',
    'PIT003@3',
    'from app.db import SessionDep\nasync def f(session: SessionDep):\n    session.commit()\n    await g()\n',
  ),
  bad(
    'a coroutine on self',
    'PIT003@6',
    'from sqlalchemy.ext.asyncio import AsyncSession\nclass Orders:\n    def __init__(self, db: AsyncSession) -> None:\n        self._db = db\n    async def save(self):\n        self._db.commit()\n        await g()\n',
  ),
  bad(
    'tasks that nobody awaits',
    'PIT003@3',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    tasks = [db.execute(q) for q in await g()]\n    return len(tasks)\n',
  ),
  good(
    'await in parentheses, over lines',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    return (\n        await (\n            db.execute(\n                q,\n            )\n        )\n    ).scalars().all()\n',
  ),
  good(
    'gather',
    'import asyncio\nfrom sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession, other: AsyncSession):\n    await asyncio.gather(db.execute(q), other.execute(q))\n',
  ),
  good(
    'create_task',
    'import asyncio\nfrom sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    task = asyncio.create_task(db.execute(q))\n    await task\n',
  ),
  good(
    'coroutines in a list, gathered later',
    'import asyncio\nfrom sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    waiting = [db.execute(q) for q in queries]\n    return await asyncio.gather(*waiting)\n',
  ),
  good(
    'coroutines appended, gathered later',
    'import asyncio\nfrom sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    waiting = []\n    waiting.append(db.execute(q))\n    return await asyncio.gather(*waiting)\n',
  ),
  good(
    'a coroutine kept and awaited',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    coming = db.execute(q)\n    return await coming\n',
  ),
  good(
    'wait_for',
    'import asyncio\nfrom sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    return await asyncio.wait_for(db.execute(q), 2)\n',
  ),
  good(
    'a walrus with await',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    if (row := await db.scalar(q)) is not None:\n        return row\n',
  ),
  good(
    'async with session.begin()',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    async with db.begin():\n        db.add(x)\n',
  ),
  good(
    'add and expunge, which are no coroutines',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    db.add(x)\n    db.add_all([x])\n    db.expunge(x)\n    await db.commit()\n',
  ),
  good(
    'await of one of two calls',
    'from sqlalchemy.ext.asyncio import AsyncSession\nasync def f(db: AsyncSession):\n    return await (db.scalar(a) if a else db.scalar(b))\n',
  ),
  good(
    'a commit of something else',
    'from git import Repo\nasync def f(repo: Repo):\n    repo.index.commit("x")\n    await g()\n',
  ),
  good(
    'a client session that is no database',
    'import aiohttp\nfrom sqlalchemy import select\nasync def f(session: aiohttp.ClientSession):\n    await session.get("/")\n',
  ),
  good(
    'a name that two kinds share',
    'from sqlalchemy.ext.asyncio import AsyncSession\nfrom sqlalchemy.orm import Session\nasync def f(make, use):\n    it = Session\n    it = AsyncSession\n    await use(it)\n',
  ),
  // Engines and sessions opened in async code.
  bad(
    'create_engine in async code',
    'PIT004@3',
    'from sqlalchemy import create_engine\nasync def f():\n    engine = create_engine(URL)\n    await g(engine)\n',
  ),
  bad(
    'a synchronous factory in async code',
    'PIT004@5',
    'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\nSessionLocal = sessionmaker(bind=create_engine(URL))\nasync def f():\n    db = SessionLocal()\n    await g(db)\n',
  ),
  bad(
    'sessionmaker without AsyncSession in async code',
    'PIT004@3',
    'from sqlalchemy.orm import sessionmaker\nasync def f():\n    make = sessionmaker(engine)\n    await g(make)\n',
  ),
  bad(
    'sessionmaker over an async engine',
    'PIT004@4',
    'from sqlalchemy.ext.asyncio import create_async_engine\nfrom sqlalchemy.orm import sessionmaker\nengine = create_async_engine(URL)\nmake = sessionmaker(engine, expire_on_commit=False)\n',
  ),
  bad(
    'a synchronous engine connects in async code',
    'PIT004@4',
    'from sqlalchemy import create_engine\nengine = create_engine(URL)\nasync def f():\n    with engine.connect() as connection:\n        await g(connection)\n',
  ),
  bad(
    'Session opened in async code',
    'PIT004@3 PIT002@4',
    'from sqlalchemy.orm import Session\nasync def f():\n    with Session(engine) as db:\n        await g(db.scalars(q).all())\n',
  ),
  good(
    'create_engine in a module without async code',
    'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\nSessionLocal = sessionmaker(create_engine(URL))\ndef get_db():\n    with SessionLocal() as db:\n        yield db\n',
  ),
  good(
    'an async engine and factory',
    'from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine\nmake = async_sessionmaker(create_async_engine(URL))\nasync def f():\n    async with make.begin() as db:\n        await db.execute(q)\n',
  ),
  good(
    'a synchronous session in a thread’s own function',
    'import asyncio\nfrom sqlalchemy.orm import Session\nasync def f():\n    def work():\n        with Session(engine) as db:\n            return db.scalars(q).all()\n    return await asyncio.to_thread(work)\n',
  ),
  // Suppressions.
  good(
    'noqa with a reason',
    'import time\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251 -- nothing else runs yet\n    await g()\n',
  ),
  good(
    'our own form with a reason',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):  # pitwall: ignore PIT001 the tests give a fake\n    await g(db)\n',
  ),
  good(
    'our own form above the line',
    'from sqlalchemy.orm import Session\n# pitwall: ignore PIT001 the tests give a fake\nasync def f(db: Session):\n    await g(db)\n',
  ),
  good(
    'noqa for one of ours',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):  # noqa: PIT001 -- the tests give a fake\n    await g(db)\n',
  ),
  good(
    'a file kept quiet with a reason',
    '# ruff: noqa: ASYNC251 -- a script that runs alone\nimport time\nasync def f():\n    time.sleep(1)\n    await g()\n',
  ),
  bad(
    'noqa without a reason',
    'PIT100@3',
    'import time\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251\n    await g()\n',
  ),
  bad('a bare noqa', 'PIT100@3', 'import time\nasync def f():\n    time.sleep(1)  # noqa\n    await g()\n'),
  bad(
    'our own form without a reason',
    'PIT100@2',
    'from sqlalchemy.orm import Session\nasync def f(db: Session):  # pitwall: ignore PIT001\n    await g(db)\n',
  ),
  bad(
    'a file kept quiet without a reason',
    'PIT100@1',
    '# ruff: noqa\nimport time\nasync def f():\n    time.sleep(1)\n    await g()\n',
  ),
  bad(
    'a reason that is none',
    'PIT100@3',
    'import time\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251 -- .\n    await g()\n',
  ),
  bad(
    'noqa for another rule',
    'ASYNC251@3',
    'import time\nasync def f():\n    time.sleep(1)  # noqa: E501\n    await g()\n',
  ),
  good('noqa of rules that are not ours', 'import os  # noqa: F401\n'),
  bad(
    'noqa inside a string',
    'ASYNC251@3',
    'import time\nasync def f():\n    time.sleep(1); x = "# noqa"\n    await g(x)\n',
  ),
];
