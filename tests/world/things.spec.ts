import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyReadings, type ReadingsResult } from '@heitu/logistics/device/verify-readings';
import { Kuaidi100Client } from '@heitu/logistics/express/kuaidi100-client';
import { PUSH_ACCEPTED, verifyPush, type PushResult } from '@heitu/logistics/express/verify-push';
import { startOutside, type Outside } from './outside.fixture.ts';

let outside: Outside;
beforeAll(async () => {
  outside = await startOutside();
});
afterAll(() => outside.close());

describe('快递100 as simulated', () => {
  const parcel = { company: 'shunfeng', number: 'SF1234567890', phone: '5678' };
  let client: Kuaidi100Client;
  let pushes: PushResult[];
  beforeAll(() => {
    const { salt, ...account } = outside.world.settings.express;
    client = new Kuaidi100Client({ ...account, baseUrl: outside.world.urls.express, timeoutMs: 2000 });
    pushes = [];
    outside.onPost(async ({ body }) => {
      const result = verifyPush(new URLSearchParams(body.toString('utf8')), salt);
      pushes.push(result);
      return result.ok
        ? { status: 200, body: PUSH_ACCEPTED }
        : { status: 200, body: { result: false, returnCode: '500', message: result.reason } };
    });
  });
  const move = (step: object) =>
    outside.control<{ push: { state: string } | null }>('/express/track', {
      company: parcel.company,
      number: parcel.number,
      ...step,
    });

  it('knows nothing, is subscribed to, and pushes every step to the signature', async () => {
    expect(await client.query(parcel)).toMatchObject({ ok: false, error: { meaning: 'not-found', retryable: true } });
    expect(await client.subscribe(parcel, `${outside.edgeUrl}/express`, outside.world.settings.express.salt)).toEqual({
      ok: true,
      value: null,
    });
    expect(
      await client.subscribe(parcel, `${outside.edgeUrl}/express`, outside.world.settings.express.salt),
    ).toMatchObject({ ok: false, error: { meaning: 'already-subscribed' } });
    expect(await move({ context: '已揽收', state: '1', at: '2026-11-25T09:00:00+08:00' })).toMatchObject({
      push: { state: 'delivered' },
    });
    expect(await move({ context: '已签收', state: '3', at: '2026-11-26T10:30:00+08:00' })).toMatchObject({
      push: { state: 'delivered' },
    });
    const collected = { at: new Date('2026-11-25T01:00:00Z'), text: '已揽收' };
    const signed = { at: new Date('2026-11-26T02:30:00Z'), text: '已签收' };
    const known = { company: 'shunfeng', number: 'SF1234567890' };
    expect(pushes).toEqual([
      {
        ok: true,
        push: { kind: 'update', last: false, tracking: { ...known, state: 'collected', steps: [collected] } },
      },
      {
        ok: true,
        push: { kind: 'update', last: true, tracking: { ...known, state: 'signed', steps: [signed, collected] } },
      },
    ]);
    expect(await client.query(parcel)).toEqual({
      ok: true,
      value: { ...known, state: 'signed', steps: [signed, collected] },
    });
    expect(await client.query({ ...parcel, phone: '' })).toMatchObject({
      ok: false,
      error: { meaning: 'phone-wrong' },
    });
  });

  it('says when it gives up, and is not believed under a wrong signature', async () => {
    pushes.length = 0;
    await outside.control('/faults', { service: 'express', mode: 'lying', lie: 'wrong-signature', times: 1 });
    expect(await move({ abort: '60天无变化' })).toMatchObject({ push: { state: 'waiting' } });
    await outside.control('/callbacks/flush', {});
    expect(pushes).toEqual([
      { ok: false, reason: 'bad-signature' },
      { ok: true, push: { kind: 'abandoned', company: 'shunfeng', number: 'SF1234567890', message: '60天无变化' } },
    ]);
  });
});

describe('thermometers as simulated', () => {
  it('are believed when they sign, and only then', async () => {
    const seen: ReadingsResult[] = [];
    outside.onPost(async ({ headers, body }) => {
      const result = await verifyReadings(headers, body, outside.now(), (deviceId) =>
        deviceId === 'TRUCK-1' ? 'truck secret' : null,
      );
      seen.push(result);
      return { status: result.ok ? 204 : 401 };
    });
    const url = `${outside.edgeUrl}/device`;
    const push = (over: object) =>
      outside.control('/sensors/push', { deviceId: 'TRUCK-1', secret: 'truck secret', url, ...over });
    await push({ readings: [{ temperatureCelsius: -18.4, humidityPercent: 61, at: '2026-11-25T01:00:00Z' }] });
    await push({ readings: [{ temperatureCelsius: 4 }], secret: 'stolen' });
    await push({ readings: [{ temperatureCelsius: 4 }], deviceId: 'TRUCK-2' });
    await push({ readings: [{ temperatureCelsius: 120 }] });
    const startAt = new Date(outside.now().getTime() - 60 * 60_000).toISOString();
    await push({
      curve: [
        { minutes: 0, temperatureCelsius: 2 },
        { minutes: 60, temperatureCelsius: 14 },
      ],
      startAt,
    });
    expect(seen.slice(0, 4)).toEqual([
      {
        ok: true,
        push: {
          deviceId: 'TRUCK-1',
          readings: [{ at: new Date('2026-11-25T01:00:00Z'), temperatureCelsius: -18.4, humidityPercent: 61 }],
        },
      },
      { ok: false, reason: 'bad-signature' },
      { ok: false, reason: 'unknown-device' },
      { ok: false, reason: 'out-of-range', at: 0 },
    ]);
    const curve = seen[4]!;
    expect(curve.ok && curve.push.readings.map(({ temperatureCelsius }) => temperatureCelsius)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ]);
    // Those that never stop: one reading now, and one after a leap of the clock. What was refused above is tried again
    // meanwhile.
    await outside.control('/sensors/always', {
      thermometers: [
        {
          deviceId: 'TRUCK-1',
          secret: 'truck secret',
          url,
          curve: [
            { minutes: 0, temperatureCelsius: 9 },
            { minutes: 60, temperatureCelsius: 3 },
          ],
        },
      ],
    });
    await outside.control('/clock', { advanceMs: 9 * 3_600_000 });
    const shown = seen
      .slice(5)
      .flatMap((result) =>
        result.ok ? [result.push.readings.map(({ temperatureCelsius }) => Math.round(temperatureCelsius))] : [],
      );
    expect(shown).toEqual([[9], [3]]);
  });
});
