import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, GATEWAY, peerActor, type Actor } from '@heitu/kit/rules/actor';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { judged } from '@heitu/kit/rules/evidence';
import type { ToldHour } from '@heitu/kit/rules/refused-kinds';
import { technicalEvidence } from '../disclosure/technical.evidence.ts';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const BEGAN_MS = Date.parse('2026-11-10T02:00:00Z');
const LABEL = '网关报了数的小时';

describe('what is refused at the gateways', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
    at(0);
  });
  afterEach(() => room.close());
  /** So many hours after the first one. */
  const at = (hours: number): void => room.clock.set(new Date(BEGAN_MS + hours * HOUR_MS).toISOString());
  const of = (hour: number, requests = 100, refused: ToldHour['refused'] = {}): ToldHour => ({
    hourMs: BEGAN_MS + hour * HOUR_MS,
    requests,
    refused,
  });
  const post = async (told: unknown, actor: Actor = GATEWAY): Promise<number> =>
    (
      await room.subgraph.edge(
        { method: 'POST', path: '/refusals', query: {}, headers: {}, body: Buffer.from(JSON.stringify(told)) },
        actor,
        'refusals',
      )
    ).status;
  const tell = async (process: string, over: readonly ToldHour[], begun: number | null = null) =>
    expect(await post({ process, over, begunMs: begun === null ? null : of(begun).hourMs })).toBe(204);
  const rowsOf = async (): Promise<Record<string, unknown>[]> =>
    room.subgraph.orm.em.fork().execute('select * from `RefusalHour` order by `hourMs`');
  const figures = async (clause: '11.4.5' | '11.7') => {
    const period = { fromMs: BEGAN_MS - 24 * HOUR_MS, toMs: room.clock.now() + 1 };
    return (await technicalEvidence[clause]!(contextOf(room), period)).map(judged);
  };
  const hoursTold = async (clause: '11.4.5' | '11.7' = '11.7') => {
    const found = (await figures(clause)).find(({ label }) => label === LABEL)!;
    return [found.value, found.outOf, found.verdict, found.missed.map(({ text }) => text)];
  };
  const lost = (hour: number) => `${chinaTime(of(hour).hourMs)}起的一小时没有数`;
  const MONTHS =
    '{ refusedMonths { digest months { month hoursServed hoursTold missingAt requests refused { kind count } } } }';
  const months = async (actor: Actor = admin) => (await room.graph<any>(actor, MONTHS)).refusedMonths;
  /** As once a minute: the platform runs. */
  const serve = () => room.subgraph.runOnce('measure-load');

  it('is counted once for each gateway and hour, whatever is told again, and of nobody else', async () => {
    const process = randomUUID();
    for (const actor of [admin, ANONYMOUS, peerActor('orders')])
      expect(await post({ process, over: [], begunMs: BEGAN_MS }, actor)).toBe(404);
    for (const wrong of [
      { process: 'me', over: [], begunMs: BEGAN_MS },
      { process, over: [], begunMs: BEGAN_MS + 1 },
      { process, over: [{ ...of(0), refused: { unheard: 1 } }], begunMs: null },
    ])
      expect(await post(wrong)).toBe(400);
    expect(await rowsOf()).toEqual([]);
    await tell(process, [], 0);
    await tell(process, [], 0);
    at(1);
    await tell(process, [of(0, 5, { 'too-often': 2 })], 1);
    await tell(process, [of(0, 7, { 'too-often': 3 })], 1);
    expect((await rowsOf()).map(({ hourMs, requests, refused }) => [hourMs, requests, refused])).toEqual([
      [of(0).hourMs, 5, '{"too-often":2}'],
      [of(1).hourMs, 0, '{}'],
    ]);
    expect(await room.count('AuditEntry')).toBe(0);
  });

  it('adds up what all gateways told of a month, for who runs and who supervises the platform', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await tell(one, [], 0);
    at(1.2);
    await tell(one, [of(0, 1000, { 'too-often': 30, 'too-much': 2 })], 1);
    await tell(other, [of(0, 500, { 'too-often': 10, credentials: 1 })], 1);
    const { months: shown, digest } = await months();
    expect(shown).toHaveLength(3);
    expect(shown[0]).toMatchObject({ month: '2026-11', hoursServed: 1, hoursTold: 1, missingAt: [], requests: 1500 });
    expect(shown[0].refused.filter(({ count }: any) => count > 0)).toEqual([
      { kind: 'TOO_OFTEN', count: 40 },
      { kind: 'TOO_MUCH', count: 2 },
      { kind: 'CREDENTIALS', count: 1 },
    ]);
    expect(await months(staff('regulator'))).toMatchObject({ digest });
    expect(
      (await figures('11.4.5')).filter(({ value }) => value > 0).map(({ label, value }) => [label, value]),
    ).toEqual([
      [LABEL, 1],
      ['到过网关的请求', 1500],
      ['请求太频繁', 40],
      ['一次要得太多', 2],
      ['签名或凭据不对', 1],
    ]);
  });

  it('is absent where the platform serves and no gateway tells [11.4.5] [11.7]', async () => {
    expect(await hoursTold()).toEqual([0, 0, 'few', []]);
    await serve();
    // The hour is not over, or on its way.
    at(1);
    expect(await hoursTold()).toEqual([0, 0, 'few', []]);
    at(1.2);
    for (const clause of ['11.4.5', '11.7'] as const)
      expect(await hoursTold(clause)).toEqual([0, 1, 'absent', [lost(0)]]);
  });

  it('names the hour that a killed gateway took with it, and takes it for no zero [11.4.5] [11.7]', async () => {
    const [living, killed] = [randomUUID(), randomUUID()];
    await tell(living, [], 0);
    await tell(killed, [], 0);
    at(1.2);
    await tell(living, [of(0)], 1);
    expect(await hoursTold()).toEqual([0, 1, 'absent', [lost(0)]]);
    expect((await months()).months[0]).toMatchObject({ hoursServed: 1, hoursTold: 0, requests: 100 });
    // Of a hundred hours one may be lost.
    at(100.2);
    for (let hour = 1; hour < 100; hour++) await tell(living, [of(hour)]);
    expect(await hoursTold()).toEqual([99, 100, 'met', [lost(0)]]);
    await tell(randomUUID(), [], 50);
    expect(await hoursTold()).toEqual([98, 100, 'breached', [lost(0), lost(50)]]);
  });

  it('is before whoever registers that it is reviewed, and stands in what they sign [11.4.5] [11.7]', async () => {
    const item = {
      part: 'SYSTEM_ASSURANCE',
      clause: '11.4.5',
      title: '网络监控',
      detail: '每月看过',
      validUntilOn: '2027-05-01',
    };
    // Nothing was counted yet: there is nothing to see.
    expect(await run(admin, 'registerTechnicalItem', { ...item, requestId: 'r0' })).toMatchObject({
      id: expect.any(String),
    });
    await tell(randomUUID(), [], 0);
    at(1.2);
    const before = await months();
    for (const [seenDigest, code] of [
      [undefined, 'FIGURES_UNSEEN'],
      ['0'.repeat(64), 'FIGURES_CHANGED'],
    ])
      expect(await run(admin, 'registerTechnicalItem', { ...item, requestId: `r${code}`, seenDigest })).toMatchObject({
        code,
      });
    expect(await room.count('TechnicalItem')).toBe(1);
    const { id } = await run(admin, 'registerTechnicalItem', { ...item, requestId: 'r1', seenDigest: before.digest });
    const register = async (actor: Actor) =>
      (
        await room.graph<any>(
          actor,
          '{ technicalRegister { items { id seen { month hoursServed hoursTold requests } } } }',
        )
      ).technicalRegister.flatMap(({ items }: any) => items);
    const { month, hoursServed, hoursTold: told, requests } = before.months[0];
    const [shown] = await register(admin);
    expect(shown).toMatchObject({
      id,
      seen: expect.arrayContaining([{ month, hoursServed, hoursTold: told, requests }]),
    });
    expect(await register(ANONYMOUS)).toEqual([{ id, seen: null }]);
    const audited = await room.subgraph.orm.em
      .fork()
      .execute("select payload from `Outbox` where payload like '%technical-item%'");
    expect(JSON.stringify(audited)).toContain(`${id} ${before.digest}`);
  });
});
