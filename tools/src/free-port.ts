import { createServer } from 'node:net';

const givenPorts = new Set<number>();
/** Nobody listens there now, and nobody else in this process was told of it: the system may name one twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await unusedPort();
    if (!givenPorts.has(port)) return (givenPorts.add(port), port);
  }
}
const unusedPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port is free')),
      );
    });
  });
