import { type PatternRule, PatternRuleId } from './patternRule.ts';

/** One of Ruff's rules; `name` is what Ruff calls it where rules in preview are on. */
export interface RuffRule extends PatternRule {
  readonly name: string;
  /** Whether Ruff has it in preview only. */
  readonly preview: boolean;
}

const rule = (
  id: string,
  name: string,
  [title, reason, bad, good]: readonly [string, string, string, string],
  preview = false,
): RuffRule => ({
  id: PatternRuleId.parse(id),
  engine: 'ruff',
  name,
  preview,
  title,
  reason,
  bad,
  good,
  url: `https://docs.astral.sh/ruff/rules/${name}/`,
});

/** The rules of Ruff that are about async code and FastAPI (Ruff 0.17: all of ASYNC and FAST, and two of RUF). */
export const ruffRules: readonly RuffRule[] = [
  rule('ASYNC100', 'cancel-scope-no-checkpoint', [
    'A time-out around code that never awaits',
    'A time-out can only strike at an await. Without one inside, it does nothing.',
    'import asyncio\n\nasync def main():\n    async with asyncio.timeout(2):\n        work()\n    await rest()\n',
    'import asyncio\n\nasync def main():\n    async with asyncio.timeout(2):\n        await work()\n    await rest()\n',
  ]),
  rule('ASYNC105', 'trio-sync-call', [
    'A Trio call that is not awaited',
    'Without await the call only makes a coroutine, which never runs.',
    'import trio\n\nasync def main():\n    trio.sleep(1)\n    await rest()\n',
    'import trio\n\nasync def main():\n    await trio.sleep(1)\n    await rest()\n',
  ]),
  rule('ASYNC109', 'async-function-with-timeout', [
    'An async function with its own timeout parameter',
    'Whoever calls can bound any await by asyncio.timeout(); a parameter of one’s own is a second way that every function would have to do right.',
    'import asyncio\n\nasync def fetch(timeout):\n    await asyncio.sleep(timeout)\n',
    'import asyncio\n\nasync def caller():\n    async with asyncio.timeout(2):\n        await fetch()\n',
  ]),
  rule('ASYNC110', 'async-busy-wait', [
    'Sleeping in a loop until something is true',
    'It wakes for nothing and notices late. An Event wakes exactly when it is set.',
    'import asyncio\n\nDONE = False\n\nasync def wait():\n    while not DONE:\n        await asyncio.sleep(1)\n',
    'import asyncio\n\nDONE = asyncio.Event()\n\nasync def wait():\n    await DONE.wait()\n',
  ]),
  rule('ASYNC115', 'async-zero-sleep', [
    'sleep(0) where a checkpoint is meant',
    'Trio has a name for it, lowlevel.checkpoint(), that says what it is for.',
    'import trio\n\nasync def main():\n    await trio.sleep(0)\n',
    'import trio\n\nasync def main():\n    await trio.lowlevel.checkpoint()\n',
  ]),
  rule('ASYNC116', 'long-sleep-not-forever', [
    'A very long sleep where for ever is meant',
    'Somebody will meet its end one day. sleep_forever() says what is meant.',
    'import trio\n\nasync def main():\n    await trio.sleep(86401)\n',
    'import trio\n\nasync def main():\n    await trio.sleep_forever()\n',
  ]),
  rule(
    'ASYNC119',
    'yield-in-context-manager-in-async-generator',
    [
      'A yield inside with, in an async generator',
      'When the reader stops early, the end of the with block runs late or never. Let the caller hold the resource.',
      'async def rows():\n    async with connect() as connection:\n        yield await connection.read()\n',
      'async def rows(connection):\n    yield await connection.read()\n',
    ],
    true,
  ),
  rule('ASYNC210', 'blocking-http-call-in-async-function', [
    'A blocking HTTP call in async code',
    'requests and urllib wait on the event loop: every other request waits with them. Use httpx.AsyncClient or aiohttp.',
    'import requests\n\nasync def fetch():\n    requests.get("https://example.com/")\n    await rest()\n',
    'import httpx\n\nasync def fetch():\n    async with httpx.AsyncClient() as client:\n        await client.get("https://example.com/")\n',
  ]),
  rule('ASYNC212', 'blocking-http-call-httpx-in-async-function', [
    'A blocking httpx client in async code',
    'httpx.Client waits on the event loop. httpx.AsyncClient has the same methods, to be awaited.',
    'import httpx\n\nasync def fetch():\n    client = httpx.Client()\n    client.get("https://example.com/")\n    await rest()\n',
    'import httpx\n\nasync def fetch():\n    async with httpx.AsyncClient() as client:\n        await client.get("https://example.com/")\n',
  ]),
  rule('ASYNC220', 'create-subprocess-in-async-function', [
    'A blocking way to start a process in async code',
    'subprocess.Popen waits on the event loop. asyncio.create_subprocess_exec does not.',
    'import subprocess\n\nasync def main():\n    subprocess.Popen(["ls"])\n    await rest()\n',
    'import asyncio\n\nasync def main():\n    await asyncio.create_subprocess_exec("ls")\n',
  ]),
  rule('ASYNC221', 'run-process-in-async-function', [
    'Running a process to its end in async code',
    'subprocess.run and os.system hold the event loop until the process ends.',
    'import subprocess\n\nasync def main():\n    subprocess.run(["ls"])\n    await rest()\n',
    'import asyncio\n\nasync def main():\n    process = await asyncio.create_subprocess_exec("ls")\n    await process.wait()\n',
  ]),
  rule('ASYNC222', 'wait-for-process-in-async-function', [
    'Waiting for a process by os.wait in async code',
    'It holds the event loop until the process ends. Await the process of asyncio instead.',
    'import os\n\nasync def main():\n    os.waitpid(0)\n    await rest()\n',
    'import asyncio\n\nasync def main():\n    process = await asyncio.create_subprocess_exec("ls")\n    await process.wait()\n',
  ]),
  rule('ASYNC230', 'blocking-open-call-in-async-function', [
    'Opening a file the blocking way in async code',
    'A slow disk or a network share holds the event loop. Use anyio.open_file, or a thread.',
    'async def read():\n    with open("notes.txt") as file:\n        await send(file.read())\n',
    'import anyio\n\nasync def read():\n    async with await anyio.open_file("notes.txt") as file:\n        await send(await file.read())\n',
  ]),
  rule('ASYNC240', 'blocking-path-method-in-async-function', [
    'Asking the file system the blocking way in async code',
    'os.path and pathlib wait for the disk on the event loop. anyio.Path has the same methods, to be awaited.',
    'import os\n\nasync def main():\n    os.path.exists("notes.txt")\n    await rest()\n',
    'import anyio\n\nasync def main():\n    await anyio.Path("notes.txt").exists()\n',
  ]),
  rule('ASYNC250', 'blocking-input-in-async-function', [
    'Waiting for the keyboard in async code',
    'input() holds the event loop until somebody presses Enter.',
    'async def main():\n    name = input("Name: ")\n    await greet(name)\n',
    'import asyncio\n\nasync def main():\n    name = await asyncio.to_thread(input, "Name: ")\n    await greet(name)\n',
  ]),
  rule('ASYNC251', 'blocking-sleep-in-async-function', [
    'time.sleep in async code',
    'It holds the event loop: nothing else of this process runs meanwhile. Await asyncio.sleep.',
    'import time\n\nasync def main():\n    time.sleep(1)\n    await rest()\n',
    'import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n',
  ]),
  rule('FAST001', 'fast-api-redundant-response-model', [
    'A response_model that repeats the return type',
    'FastAPI reads the return annotation; what is said twice will differ one day.',
    'from fastapi import FastAPI\nfrom shop.models import Order\n\napp = FastAPI()\n\n@app.get("/orders", response_model=Order)\nasync def order() -> Order:\n    return await load()\n',
    'from fastapi import FastAPI\nfrom shop.models import Order\n\napp = FastAPI()\n\n@app.get("/orders")\nasync def order() -> Order:\n    return await load()\n',
  ]),
  rule('FAST002', 'fast-api-non-annotated-dependency', [
    'A dependency as a default value',
    'With Annotated the function can be called and tested as any other, and the dependency can be reused by name.',
    'from fastapi import Depends, FastAPI\n\napp = FastAPI()\n\n@app.get("/orders")\nasync def orders(user: str = Depends(current_user)):\n    return await load(user)\n',
    'from typing import Annotated\nfrom fastapi import Depends, FastAPI\n\napp = FastAPI()\n\n@app.get("/orders")\nasync def orders(user: Annotated[str, Depends(current_user)]):\n    return await load(user)\n',
  ]),
  rule('FAST003', 'fast-api-unused-path-parameter', [
    'A part of the path that the function does not take',
    'FastAPI reads it from the address and throws it away: most often the parameter is misspelt.',
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get("/orders/{number}")\nasync def order(name: str):\n    return await load(name)\n',
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get("/orders/{number}")\nasync def order(number: str):\n    return await load(number)\n',
  ]),
  rule('RUF006', 'asyncio-dangling-task', [
    'A task that nobody keeps',
    'The event loop holds tasks only weakly: one that nobody keeps may vanish half way.',
    'import asyncio\n\nasync def main():\n    asyncio.create_task(send())\n    await rest()\n',
    'import asyncio\n\ntasks = set()\n\nasync def main():\n    task = asyncio.create_task(send())\n    tasks.add(task)\n    task.add_done_callback(tasks.discard)\n    await rest()\n',
  ]),
  rule(
    'RUF029',
    'unused-async',
    [
      'async without any await',
      'It runs to its end in one go, on the event loop, and looks as if it did not. A plain def says what it is.',
      'async def total(prices):\n    return sum(prices)\n',
      'def total(prices):\n    return sum(prices)\n',
    ],
    true,
  ),
];

const byName = new Map(ruffRules.map((each) => [each.name, each.id]));

/** The code of a diagnostic of Ruff, which names rules by their name when preview is on; null: a rule that is none of ours. */
export const ruffRuleId = (said: string): PatternRuleId | null =>
  byName.get(said) ?? ruffRules.find(({ id }) => id === said)?.id ?? null;
