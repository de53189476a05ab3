import { createServer } from 'node:http';
import { waitUntil } from '../proving-ground/waitUntil.ts';

/** A program of somebody else that took Pitwall's port: it answers every challenge as if all were well and writes down what it hears. */
export const openImpostor = async (port: number) => {
  const heard: string[] = [];
  let challenges = 0;
  const server = createServer((request, response) => {
    heard.push(request.url ?? '', JSON.stringify(request.rawHeaders));
    request.setEncoding('utf8').on('data', (part: string) => heard.push(part));
    request.on('end', () => {
      if (request.url === '/session/proof') challenges += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ proof: 'of-nothing', token: 'x.y' }));
    });
  });
  server.on('upgrade', (request, socket) => {
    heard.push(JSON.stringify(request.rawHeaders));
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    heard: () => heard.join('\n'),
    asked: (times: number) => waitUntil(`the page has asked ${times} times`, () => challenges >= times),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
