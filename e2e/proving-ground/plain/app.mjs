// The app of a plain ground: answers /health like the server's app, from the version file beside it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const [port, switchFile] = process.argv.slice(2);
// Read once: the version that answers is the version whose files this process was started from.
const version = readFileSync(new URL('VERSION', import.meta.url), 'utf8').trim();

createServer(async (request, response) => {
  const mode = existsSync(switchFile) ? readFileSync(switchFile, 'utf8').trim() : '';
  if (mode.startsWith('slow ')) await sleep(Number(mode.slice(5)) * 1000);
  const status = request.url !== '/health' ? 404 : mode === 'unhealthy' ? 503 : 200;
  const answer = status === 200 ? { status: 'ok', version, pid: process.pid } : { detail: mode || 'Not Found' };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}).listen(Number(port), '127.0.0.1', () => console.log(`Started version ${version} on port ${port}`));
