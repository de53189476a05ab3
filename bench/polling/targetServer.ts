import http from 'node:http';

/*
 * Answers GET /t<number> with a short text and remembers when each target was asked; GET /seen gives all of it and forgets it. Prints its port.
 */
const asked = new Map<string, number[]>();

const server = http.createServer((request, response) => {
  const path = request.url ?? '/';
  if (path === '/seen') {
    response.end(JSON.stringify(Object.fromEntries(asked)));
    asked.clear();
    return;
  }
  const times = asked.get(path) ?? [];
  times.push(performance.now());
  asked.set(path, times);
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('SIGTERM', () => process.exit(0));
