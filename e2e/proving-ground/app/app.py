"""A small order book: FastAPI over SQLAlchemy's AsyncSession, with Debian bookworm's own packages."""

import asyncio
import os
import time
from pathlib import Path

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import Column, DateTime, Integer, String, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker

FOLDER = Path(__file__).resolve().parent
STATE = Path(os.environ.get("STATE_DIRECTORY", "/var/lib/orders-api"))
SWITCH = STATE / "switch"
# Read once: the version that answers is the version whose files this process was started from.
VERSION = (FOLDER / "VERSION").read_text().strip()
STARTED = time.monotonic()

engine = create_async_engine(f"sqlite+aiosqlite:///{STATE / 'orders.db'}")
open_session = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    article = Column(String(200), nullable=False)
    created_at = Column(DateTime, server_default=func.now())


app = FastAPI(title="orders")


async def session():
    async with open_session() as opened:
        yield opened


@app.on_event("startup")
async def create_tables():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


def switched_to() -> str:
    """What the test wants the app to be: empty, "unhealthy" or "slow SECONDS"."""
    try:
        return SWITCH.read_text().strip()
    except FileNotFoundError:
        return ""


@app.get("/health")
async def health(db: AsyncSession = Depends(session)):
    mode = switched_to()
    if mode == "unhealthy":
        raise HTTPException(503, "switched to unhealthy")
    if mode.startswith("slow "):
        await asyncio.sleep(float(mode.removeprefix("slow ")))
    await db.execute(text("select 1"))
    return {"status": "ok", "version": VERSION, "pid": os.getpid(), "uptime": round(time.monotonic() - STARTED, 3)}


@app.post("/orders/{article}")
async def add_order(article: str, db: AsyncSession = Depends(session)):
    order = Order(article=article)
    db.add(order)
    await db.commit()
    return {"id": order.id}


@app.get("/orders")
async def latest_orders(db: AsyncSession = Depends(session)):
    found = await db.scalars(select(Order).order_by(Order.id.desc()).limit(20))
    return [order.article for order in found]
