import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WechatpayChannel, type WechatpayConfig } from '@heitu/payments/wechatpay/wechatpay-channel';
import { startSandbox, type SandboxWorld } from '@heitu/sandbox';

/** The simulated world with a clock of its own, and a server in it that stands for the platform's edges. */
export interface Outside {
  world: SandboxWorld;
  /** Where it writes down what it did. */
  dataDir: string;
  /** The sandbox's time, as every process of the platform reads it. */
  now: () => Date;
  control<T = Record<string, unknown>>(path: string, body?: object): Promise<T>;
  advance(ms: number): Promise<void>;
  /** Where the world may post to; `answer` decides about each arrival. */
  edgeUrl: string;
  onPost(answer: (request: Arrival) => Promise<{ status: number; body?: object }>): void;
  close(): Promise<void>;
}

export interface Arrival {
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** The production client of the payment provider, as a platform in this world is set up. */
export function channelIn({ world, now }: Outside, over: Partial<WechatpayConfig> = {}): WechatpayChannel {
  const { wechatPay } = world.settings;
  return new WechatpayChannel({
    ...wechatPay,
    baseUrl: world.urls.wechatPay,
    trust: { mode: 'public-key', id: wechatPay.publicKeyId, pem: wechatPay.publicKeyPem },
    timeoutMs: 2000,
    now,
    ...over,
  });
}

export async function startOutside(): Promise<Outside> {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-world-'));
  const world = await startSandbox({ dataDir });
  let answer: Parameters<Outside['onPost']>[0] = async () => ({ status: 500 });
  const edge = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = await answer({
      path: request.url!,
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(status).end(body ? JSON.stringify(body) : undefined);
  });
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));

  async function control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(
      world.urls.control + path,
      body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    world,
    dataDir,
    now: () => new Date(Date.now() + offsetMs(dataDir)),
    control,
    advance: async (ms) => void (await control('/clock', { advanceMs: ms })),
    edgeUrl: `http://127.0.0.1:${(edge.address() as AddressInfo).port}`,
    onPost: (given) => void (answer = given),
    async close() {
      await world.close();
      edge.closeAllConnections();
      await new Promise((resolve) => edge.close(resolve));
      rmSync(dataDir, { recursive: true });
    },
  };
}

function offsetMs(dataDir: string): number {
  try {
    return Number(readFileSync(join(dataDir, 'clock-offset-ms'), 'utf8'));
  } catch {
    // Nobody has moved the clock yet.
    return 0;
  }
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `2026-11-25` in Beijing. */
export const beijingDay = (date: Date): string => new Date(date.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10);
