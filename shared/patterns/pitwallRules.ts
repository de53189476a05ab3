import { type PatternRule, PatternRuleId } from './patternRule.ts';

const asyncio = 'https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html';

const rule = (id: string, fields: Omit<PatternRule, 'id' | 'engine'>): PatternRule => ({
  id: PatternRuleId.parse(id),
  engine: 'pitwall',
  ...fields,
});

/** The rule that a suppression without a reason breaks. */
export const NO_REASON = PatternRuleId.parse('PIT100');

/** Our own rules, which no linter has. */
export const pitwallRules: readonly PatternRule[] = [
  rule('PIT001', {
    title: 'A synchronous Session in an async function',
    reason:
      'Every call on it stops the event loop until the database answers, and all requests of the worker wait. An async route needs an AsyncSession, or a plain def, which FastAPI runs in a thread.',
    bad: 'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\n\nasync def orders(db: Annotated[Session, Depends(get_db)]) -> list[Order]:\n    return await load(db)\n',
    good: 'from typing import Annotated\nfrom fastapi import Depends\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nasync def orders(db: Annotated[AsyncSession, Depends(get_db)]) -> list[Order]:\n    return await load(db)\n',
    url: asyncio,
  }),
  rule('PIT002', {
    title: 'A blocking database call in async code',
    reason:
      'A synchronous query, commit or flush waits for the database on the event loop itself. Await an AsyncSession, or give the call to run_in_threadpool or asyncio.to_thread. AsyncSession has no query(): use select().',
    bad: 'from sqlalchemy.orm import Session\n\nasync def order(session: Session, number: int):\n    return session.query(Order).filter_by(number=number).one()\n',
    good: 'from sqlalchemy import select\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nasync def order(session: AsyncSession, number: int):\n    result = await session.execute(select(Order).filter_by(number=number))\n    return result.scalar_one()\n',
    url: asyncio,
  }),
  rule('PIT003', {
    title: 'A database call that is not awaited',
    reason:
      'A method of AsyncSession is a coroutine: without await it does nothing, so the commit never happens and the rows never come.',
    bad: 'from sqlalchemy.ext.asyncio import AsyncSession\n\nasync def rename(session: AsyncSession, order, name: str) -> None:\n    order.name = name\n    session.commit()\n',
    good: 'from sqlalchemy.ext.asyncio import AsyncSession\n\nasync def rename(session: AsyncSession, order, name: str) -> None:\n    order.name = name\n    await session.commit()\n',
    url: asyncio,
  }),
  rule('PIT004', {
    title: 'A synchronous engine or session opened in async code',
    reason:
      'create_engine, Session and sessionmaker without AsyncSession connect and wait on the event loop. Use create_async_engine and async_sessionmaker.',
    bad: 'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n\nSessionLocal = sessionmaker(create_engine(URL))\n\nasync def get_db():\n    with SessionLocal() as db:\n        yield db\n',
    good: 'from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine\n\nSessionLocal = async_sessionmaker(create_async_engine(URL))\n\nasync def get_db():\n    async with SessionLocal() as db:\n        yield db\n',
    url: asyncio,
  }),
  rule('PIT100', {
    title: 'A suppression without a reason',
    reason:
      'A comment that keeps a rule quiet is read by whoever meets it next: it has to say why the rule does not hold here.',
    bad: 'import time\n\nasync def main():\n    time.sleep(1)  # noqa: ASYNC251\n    await serve()\n',
    good: 'import time\n\nasync def main():\n    time.sleep(1)  # noqa: ASYNC251 -- nothing else runs yet\n    await serve()\n',
    url: 'https://docs.astral.sh/ruff/linter/#error-suppression',
  }),
];
