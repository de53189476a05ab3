/** One line to whoever watches. Always on stderr: stdout belongs to results. */
export const say = (line) => {
  process.stderr.write(`${line}\n`);
};

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** Says what goes on while it does, and how long it took; in a terminal the seconds run. */
export const withProgress = async (title, work) => {
  const since = Date.now();
  const { isTTY } = process.stderr;
  const show = () => process.stderr.write(`\r${title} … ${seconds(since)} `);
  if (isTTY) show();
  else say(`${title} …`);
  const ticking = isTTY ? setInterval(show, 1000) : undefined;
  try {
    return await work();
  } finally {
    clearInterval(ticking);
    if (isTTY) process.stderr.write(`\r${title} … ${seconds(since)}\n`);
  }
};
