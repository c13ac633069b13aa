import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import { must } from '@heitu/kit/rules/checked';
import { takeFault, type ServiceName } from './faults.ts';
import type { World } from './world.ts';

/** What the outside world sends to the platform by itself: stored first, so that a restart still sends it. */
export const OUTBOUND_KINDS = ['wechatpay', 'wechat-event', 'express', 'sensor', 'sms'] as const;
export type OutboundKind = (typeof OUTBOUND_KINDS)[number];

export interface Outbound {
  id: string;
  kind: OutboundKind;
  url: string;
  payload: string;
  /** `lost`: never sent, on purpose; `held`: waits for a flush; `given-up`: refused until the schedule ended. */
  state: 'waiting' | 'held' | 'delivered' | 'lost' | 'given-up';
  attempts: number;
  dueAtMs: number;
  lastStatus: number | null;
  lastReply: string | null;
}

export interface Sender {
  /** Whose switch spoils what is sent; callbacks of WeChat Pay have their own. */
  service?: ServiceName;
  /** Seconds before each repetition. */
  retrySeconds: readonly number[];
  /** Composed anew at each attempt, since signatures carry the time; `spoil` signs other bytes. */
  compose(
    world: World,
    outbound: Outbound,
    spoil: boolean,
  ): { url?: string; headers: Record<string, string>; body: string };
  accepted(status: number, reply: string): boolean;
}

/** WeChat Pay waits five seconds for a reply; the others are held to the same. */
const REPLY_MS_MAX = 5 * SECOND_MS;
const REPLY_CHARACTERS_KEPT = 500;

export function enqueue(
  world: World,
  kind: OutboundKind,
  url: string,
  payload: object,
  options: { dueAtMs?: number; state?: Outbound['state'] } = {},
): string {
  const nowMs = world.clock.now();
  const id = `OUT-${world.store.next('outbound')}`;
  world.store.insert('outbound', {
    id,
    kind,
    url,
    payload: JSON.stringify(payload),
    state: options.state ?? 'waiting',
    attempts: 0,
    dueAtMs: options.dueAtMs ?? nowMs,
    createdAtMs: nowMs,
  });
  return id;
}

/** How far a delivery has come. */
export const outcome = (world: World, id: string): object =>
  must(
    world.store.one<Outbound>('select id, state, attempts, lastStatus, lastReply from outbound where id = ?', id),
    `the push ${id}`,
  );

/** One HTTP exchange; status 0 is no reply in time. */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; reply: string }> {
  try {
    const { statusCode, body: reply } = await request(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(REPLY_MS_MAX),
    });
    return { status: statusCode, reply: (await reply.text()).slice(0, REPLY_CHARACTERS_KEPT) };
  } catch (error) {
    return { status: 0, reply: error instanceof Error ? error.message : String(error) };
  }
}

export async function deliver(
  world: World,
  senders: Readonly<Record<OutboundKind, Sender>>,
  outbound: Outbound,
): Promise<void> {
  const sender = senders[outbound.kind];
  const fault = sender.service ? takeFault(world, sender.service, outbound.url, 'push') : null;
  if (fault?.mode === 'slow') await sleep(fault.ms);
  const composed = sender.compose(world, outbound, fault?.mode === 'lying');
  const { status, reply } =
    fault?.mode === 'failing'
      ? { status: 0, reply: 'the sender is broken' }
      : await post(composed.url ?? outbound.url, composed.headers, composed.body);
  const attempts = outbound.attempts + 1;
  const retryAfter = sender.retrySeconds[outbound.attempts];
  const state: Outbound['state'] = sender.accepted(status, reply)
    ? 'delivered'
    : retryAfter === undefined
      ? 'given-up'
      : 'waiting';
  // Counted from when it was due, so that a jump of the clock sees the repetitions that fell into it; from now when it
  // was flushed early.
  const dueAtMs = Math.min(outbound.dueAtMs, world.clock.now()) + (retryAfter ?? 0) * SECOND_MS;
  world.store.run(
    'update outbound set state = ?, attempts = ?, dueAtMs = ?, lastStatus = ?, lastReply = ? where id = ?',
    state,
    attempts,
    dueAtMs,
    status,
    reply,
    outbound.id,
  );
  if (state !== 'delivered') world.log(`${outbound.kind} ${outbound.url} answered ${status}, ${state}`);
}
