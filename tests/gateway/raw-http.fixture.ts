import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RawAnswer {
  status: number;
  body: string;
}

/**
 * Sends bytes as they are, as no decent client would, and answers what came back, however early: a server may answer
 * and close while more is on its way. Status 0: the connection was closed without an answer.
 */
export function sendRaw(
  url: string,
  send: (socket: Socket) => Promise<void> | void,
  patienceMs: number,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname);
    const overdue = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${patienceMs} ms`));
    }, patienceMs);
    socket.setEncoding('utf8');
    socket.on('connect', () => void Promise.resolve(send(socket)).catch(() => {}));
    socket.on('data', (data) => (text += String(data)));
    // The other side may close while we still send.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(overdue);
      const [head = '', body = ''] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), body });
    });
  });
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n';

/** Writes until the other side has had enough. */
const write = async (socket: Socket, chunk: Buffer | string): Promise<boolean> => {
  if (socket.destroyed || !socket.writable) return false;
  if (!socket.write(chunk)) {
    const drained = new AbortController();
    await Promise.race(
      (['drain', 'close'] as const).map((event) => once(socket, event, { signal: drained.signal }).catch(() => {})),
    );
    drained.abort();
  }
  return true;
};

/** A body of so many bytes, with its length said before, or in chunks. */
export const largeBody =
  (bytes: number, isChunked: boolean) =>
  async (socket: Socket): Promise<void> => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    socket.write(`${HEAD}${isChunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`}\r\n\r\n`);
    for (let sent = 0; sent < bytes; sent += chunk.length) {
      const isOpen = isChunked
        ? (await write(socket, `${chunk.length.toString(16)}\r\n`)) &&
          (await write(socket, chunk)) &&
          (await write(socket, '\r\n'))
        : await write(socket, chunk.subarray(0, bytes - sent));
      if (!isOpen) return;
    }
    if (isChunked) socket.write('0\r\n\r\n');
  };

/** A request that comes byte by byte: its head, or its body. */
export const slowly =
  (what: 'head' | 'body', everyMs: number) =>
  async (socket: Socket): Promise<void> => {
    if (what === 'body') socket.write(`${HEAD}content-length: 1000\r\n\r\n`);
    const bytes = what === 'body' ? ' '.repeat(1000) : `${HEAD}x-a: ${'a'.repeat(1000)}`;
    for (const byte of bytes) {
      if (!(await write(socket, byte))) return;
      await sleep(everyMs);
    }
  };
