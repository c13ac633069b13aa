import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callOut } from './outbound.ts';

describe('a call to the world outside', () => {
  let server: Server;
  let asked = 0;
  const at = (path: string) => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1;
      if (request.url === '/mute') return;
      if (request.url === '/stops') return void response.writeHead(200).write('begun');
      if (request.url === '/breaks') return void request.socket.destroy();
      if (request.url === '/long') return void response.writeHead(200).end(Buffer.alloc(100_000, 'x'));
      request.setEncoding('utf8');
      let body = '';
      request
        .on('data', (chunk: string) => (body += chunk))
        .on('end', () => response.writeHead(418, { 'x-told': 'yes' }).end(`${request.method} ${body}`));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('answers status, headers and bytes, whatever the status', async () => {
    const answer = await callOut(at('/'), { method: 'POST', body: '你好', timeoutMs: 5000, bytesMax: 1000 });
    expect(answer).toMatchObject({ arrived: true, status: 418, headers: { 'x-told': 'yes' } });
    expect(answer.arrived && answer.body.toString()).toBe('POST 你好');
    expect(await callOut(at('/long'), { method: 'GET', timeoutMs: 5000, bytesMax: 100_000 })).toMatchObject({
      arrived: true,
      status: 200,
    });
  });

  it.each([
    ['/mute', 'TIMEOUT'],
    ['/stops', 'TIMEOUT'],
    ['/breaks', 'NETWORK'],
    ['/long', 'TOO_LONG'],
  ])('%s did not arrive: %s, and is not sent again', async (path, code) => {
    asked = 0;
    expect(await callOut(at(path), { method: 'GET', timeoutMs: 200, bytesMax: 99_999 })).toMatchObject({
      arrived: false,
      code,
    });
    expect(asked).toBe(1);
  });

  it("nobody there is the network's fault too", async () => {
    const gone = at('/');
    gone.port = '9';
    expect(await callOut(gone, { method: 'GET', timeoutMs: 1000, bytesMax: 1 })).toMatchObject({
      arrived: false,
      code: 'NETWORK',
    });
  });
});
