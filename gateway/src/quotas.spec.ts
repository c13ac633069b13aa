import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Actor, Quota } from '@heitu/kit/rules/actor';
import type { EdgeRequest, Transport } from '@heitu/kit/messages/peers';
import { createQuotas, type Quotas, type Usage } from './quotas.ts';

const AT_MS = Date.parse('2026-11-25T10:00:30+08:00');

describe('quotas', () => {
  let nowMs: number;
  let told: Usage[];
  let answers: number;
  let quotas: Quotas;
  const transport = {
    async edge(_to: string, { body }: EdgeRequest) {
      if (answers === 204) told.push(...(JSON.parse(body.toString()) as Usage[]));
      return { status: answers };
    },
  } as unknown as Transport;
  beforeEach(() => {
    [nowMs, told, answers] = [AT_MS, [], 204];
    quotas = createQuotas({ transport, authority: 'accounts', log: pino({ level: 'silent' }), nowMs: () => nowMs });
  });
  afterEach(() => quotas.close());
  const program = (quota: Partial<Quota> = {}): Actor => ({
    kind: 'client',
    id: 'C1',
    grants: [],
    quota: { day: '2026-11-25', minuteMax: 3, dayMax: 5, usedToday: 0, ...quota },
  });
  const take = (times: number, quota: Partial<Quota> = {}) =>
    Promise.all(Array.from({ length: times }, async () => (await quotas.take(program(quota)))?.details[0] ?? null));

  it('gives a minute as many requests as the contract says, and says when there are more', async () => {
    expect(await take(4)).toEqual([null, null, null, { max: 3, asked: 4, retryAfter: 30 }]);
    expect(await quotas.take({ ...program(), id: 'C2' })).toBeNull();
    nowMs += 30_000;
    expect(await take(1)).toEqual([null]);
  });
  it('gives a day as many, however they are spread over minutes, until it ends in China', async () => {
    for (let i = 0; i < 5; i++, nowMs += 60_000) expect(await take(1)).toEqual([null]);
    expect(await take(1)).toEqual([{ max: 5, asked: 6, retryAfter: (14 * 60 - 5) * 60 - 30 }]);
    expect(await take(1, { day: '2026-11-26' })).toEqual([null]);
  });
  it('counts what other gateways, and this one before it started anew, have told', async () => {
    expect(await take(2, { usedToday: 4 })).toEqual([null, { max: 5, asked: 6, retryAfter: expect.any(Number) }]);
  });
  it('forgets nothing between telling and being told again', async () => {
    await take(3);
    await quotas.flush();
    nowMs += 60_000;
    // Who knows the contract was asked a moment before it was told.
    expect((await take(3, { usedToday: 0 })).map((refusal) => refusal?.asked ?? null)).toEqual([null, null, 6]);
  });
  it('tells each request once, by what it asked for, also where telling failed before', async () => {
    await take(4);
    quotas.note(program(), ['scope/stock', 'partner']);
    answers = 500;
    await quotas.flush();
    await take(1);
    answers = 204;
    await quotas.flush();
    await quotas.flush();
    expect(told.map(({ tag, calls, refused }) => [tag, calls, refused]).sort()).toEqual([
      ['', 3, 2],
      ['partner', 1, 0],
      ['scope/stock', 1, 0],
    ]);
  });
  it('leaves alone who has no quota', async () => {
    const person: Actor = { kind: 'account', id: 'A', grants: [] };
    for (let i = 0; i < 10; i++) expect(await quotas.take(person)).toBeNull();
  });
});
