import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '@heitu/kit/serving/logging';
import { REQUEST_BYTES_MAX } from './front/limits.ts';
import { openServer } from './open-server.ts';

const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n';
const chunkOf = (bytes: number): string => `${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n`;

describe('a body that is too large', () => {
  let server: FastifyInstance;
  let port: number;
  beforeEach(async () => {
    server = openServer({ receiveMs: 30_000, log: createLogger('front', 'silent') });
    server.post('/', async () => 'taken');
    port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterEach(() => server.close());

  it('is refused while it still comes, and whoever goes on sending is not cut off before they have read why', async () => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    const faults: string[] = [];
    socket.on('error', ({ message }) => void faults.push(message));
    socket.write(`${HEAD}connection: close\r\n\r\n${chunkOf(REQUEST_BYTES_MAX + 1)}`);
    const [answer] = await once(socket, 'data');
    // Time enough for a close to be noticed here.
    await sleep(200);
    expect(socket.writable).toBe(true);
    socket.write(`${chunkOf(1000)}0\r\n\r\n`);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"TOO_LARGE"/);
    expect(faults).toEqual([]);
  });
});
