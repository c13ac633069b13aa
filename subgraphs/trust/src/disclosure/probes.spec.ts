import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { startOfChinaDate, chinaDate } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { probeEvidence } from './probe.evidence.ts';
import { PROBED_PARTS, partTitle, type ProbedPart } from './probe.policy.ts';

const PROBER = peerActor('prober');

describe('what is seen from outside', () => {
  let room: TrustRoom;
  let beganMs: number;
  beforeEach(async () => {
    room = await openTrust();
    beganMs = startOfChinaDate(chinaDate(room.clock.now())) + DAY_MS;
    at(0);
  });
  afterEach(() => room.close());
  const at = (sinceMs: number): void => room.clock.set(new Date(beganMs + sinceMs).toISOString());
  const rowsOf = async (table: string): Promise<Record<string, unknown>[]> =>
    room.subgraph.orm.em.fork().execute(`select * from \`${table}\``);

  const context = () => room.subgraph.contextFor(staff('operator-admin'), 'evidence') as unknown as TrustContext;
  const seen = (minute: number, ...down: ProbedPart[]) => ({
    atMs: beganMs + minute * MINUTE_MS,
    up: PROBED_PARTS.filter((part) => !down.includes(part)),
    down,
  });
  const tell = async (probes: unknown, actor: Actor = PROBER): Promise<number> =>
    (
      await room.subgraph.edge(
        { method: 'POST', path: '/probes', query: {}, headers: {}, body: Buffer.from(JSON.stringify(probes)) },
        actor,
        'probes',
      )
    ).status;
  /** All minutes up to now as they come, `down` of them with the payments away. */
  const minutes = (from: number, to: number, ...down: ProbedPart[]) =>
    Array.from({ length: to - from }, (_, i) => seen(from + i, ...down));
  const tellAll = async (probes: readonly object[]): Promise<void> => {
    for (let i = 0; i < probes.length; i += 500) expect(await tell(probes.slice(i, i + 500))).toBe(204);
  };
  const figures = async (clause: '11.3.1' | '11.3.2.cx-da', days = 1) => {
    const all = await gatherFigures(probeEvidence, context(), { fromMs: beganMs, toMs: beganMs + days * DAY_MS });
    return new Map((all.find((one) => one.clause === clause)?.figures ?? []).map((one) => [one.label, one]));
  };
  const incidents = () => rowsOf('Incident');

  it('is missed where nobody looks [11.3.1] [11.3.2.cx]', async () => {
    for (const clause of ['11.3.1', '11.3.2.cx-da'] as const)
      expect((await figures(clause)).get('外部探测')).toMatchObject({ value: 0, verdict: 'absent' });
  });

  it('is missed where nobody measured how busy the machine is [11.3.1]', async () => {
    at(HOUR_MS);
    await tellAll(minutes(0, 60));
    expect((await figures('11.3.1')).get('本期测过负荷')).toMatchObject({ value: 0, verdict: 'absent' });
  });

  it('says of failures that nobody knows, once nobody has looked for a day [11.3.2.cx]', async () => {
    at(HOUR_MS);
    await tellAll(minutes(0, 60));
    const looks = async () => (await figures('11.3.2.cx-da')).get('近一天有外部探测');
    expect(await looks()).toMatchObject({ value: 1, verdict: 'met' });
    at(HOUR_MS + DAY_MS);
    expect(await looks()).toMatchObject({ value: 0, verdict: 'absent' });
  });

  it('counts a minute once, as it was told first, and takes nobody else for the prober', async () => {
    expect(await tell([seen(0)], staff('operator-admin'))).toBe(404);
    expect(await tell([seen(0)], peerActor('backup'))).toBe(404);
    expect(await tell([{ ...seen(0), down: ['nowhere'] }])).toBe(400);
    expect(await tell([seen(3)])).toBe(400);
    expect(await room.count('ProbedDay')).toBe(0);
    expect(await tell([seen(1), seen(0)])).toBe(204);
    expect(await tell([seen(0, 'orders'), seen(1, 'orders')])).toBe(204);
    expect((await rowsOf('ProbedDay')).map(({ upMinutes, downMinutes }) => [upMinutes, downMinutes])).toEqual(
      Array.from({ length: PROBED_PARTS.length + 1 }, () => [2, 0]),
    );
    expect(await incidents()).toEqual([]);
  });

  it('shows five minutes without payments: availability, an incident, rates [11.3.1] [11.3.2.cx] [11.3.2.cy] [11.3.2.da]', async () => {
    at(DAY_MS);
    await tellAll([...minutes(0, 600), ...minutes(600, 605, 'payments'), ...minutes(605, 1440)]);
    room.clock.advance(2 * MINUTE_MS);
    const share = Math.round(((1440 - 5) / 1440) * 100_000) / 1000;
    expect((await figures('11.3.1')).get('本期可用率')).toMatchObject({ value: share, verdict: 'breached' });
    expect(
      (await incidents()).map(({ unit, startedAtMs, recoveredAtMs }) => [unit, startedAtMs, recoveredAtMs]),
    ).toEqual([['资金服务', beganMs + 600 * MINUTE_MS, beganMs + 605 * MINUTE_MS]]);
    const recovery = await figures('11.3.2.cx-da');
    expect(recovery.get('软件故障平均恢复')).toMatchObject({ value: 0.1, verdict: 'met' });
    expect(recovery.get('平均无故障时间')).toMatchObject({ verdict: 'breached' });
    expect(recovery.get('日故障率，1天平均')).toMatchObject({ value: 12.5, verdict: 'breached' });
  });

  it('is met by a day that was seen whole, and not by one with an hour in which nobody looked [11.3.1]', async () => {
    at(DAY_MS + 2 * MINUTE_MS);
    await tellAll(minutes(0, 1440));
    const [available] = await figures('11.3.1').then((all) => [all.get('本期可用率')]);
    expect(available).toMatchObject({ value: 100, verdict: 'met' });
    room.clock.advance(DAY_MS);
    await tellAll([...minutes(1440, 2000), ...minutes(2060, 2880)]);
    const after = await figures('11.3.1', 2);
    expect(after.get('本期可用率')).toMatchObject({ verdict: 'breached' });
    expect(after.get('没有探测到的分钟')).toMatchObject({ value: 60 });
    expect((await figures('11.3.2.cx-da', 2)).get('故障')).toMatchObject({ value: 0 });
  });

  it('takes a platform for down while its gateway says nothing, and knows nothing of what is behind it', async () => {
    at(HOUR_MS);
    await tell([{ atMs: beganMs, up: ['pages'], down: ['gateway'] }]);
    expect(
      (await rowsOf('ProbedDay')).map(({ unit, upMinutes, downMinutes }) => [unit, upMinutes, downMinutes]).sort(),
    ).toEqual([
      ['gateway', 0, 1],
      ['pages', 1, 0],
      ['platform', 0, 1],
    ]);
    expect((await incidents()).map(({ unit }) => unit)).toEqual(['网关']);
  });

  it('sees each part that stands still for five minutes, in the figures, the day and an incident of its own [11.3.1] [11.3.2.cx]', async () => {
    at(2 * HOUR_MS);
    const gaps = PROBED_PARTS.flatMap((part, i) => minutes(10 * (i + 1), 10 * (i + 1) + 5, part));
    const away = new Map(gaps.map((probe) => [probe.atMs, probe]));
    await tellAll(minutes(0, 110).map((probe) => away.get(probe.atMs) ?? probe));
    const { probedDays } = await room.graph<any>(staff('regulator'), '{ probedDays { unit upMinutes downMinutes } }');
    const downOf = new Map(probedDays.map(({ unit, downMinutes }: any) => [unit, downMinutes]));
    expect(Object.fromEntries(downOf)).toEqual({
      PLATFORM: 5 * PROBED_PARTS.length,
      ...Object.fromEntries(PROBED_PARTS.map((part) => [part.toUpperCase(), 5])),
    });
    expect(
      (await incidents()).map(({ startedAtMs, recoveredAtMs }) => Number(recoveredAtMs) - Number(startedAtMs)),
    ).toEqual(PROBED_PARTS.map(() => 5 * MINUTE_MS));
    expect((await incidents()).map(({ unit }) => unit).sort()).toEqual(PROBED_PARTS.map(partTitle).sort());
    // Of two hours forty minutes were seen down.
    expect((await figures('11.3.1')).get('本期可用率')!.value).toBeLessThan(67);
    expect((await figures('11.3.2.cx-da')).get('故障')).toMatchObject({ value: PROBED_PARTS.length });
  });

  it('is an incident itself when it falls silent, until it speaks again', async () => {
    await tell([seen(0)]);
    room.clock.advance(5 * MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await incidents()).toEqual([]);
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await incidents()).toMatchObject([
      { unit: '外部探测', startedAtMs: beganMs + MINUTE_MS, recoveredAtMs: null, recordedBy: 'prober' },
    ]);
    await tell([seen(6)]);
    expect(await incidents()).toMatchObject([{ recoveredAtMs: beganMs + 6 * MINUTE_MS }]);
    expect((await figures('11.3.2.cx-da')).get('故障')).toMatchObject({ value: 0 });
  });

  it('says how busy the processors were, between none and all [11.3.1]', async () => {
    await room.subgraph.runOnce();
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    const used = [...(await figures('11.3.1')).values()].filter(({ label }) => label.includes('利用率'));
    expect(used).toHaveLength(2);
    for (const { value, verdict } of used) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      expect(verdict).not.toBeNull();
    }
  });
});
