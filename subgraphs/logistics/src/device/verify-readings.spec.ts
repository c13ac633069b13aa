import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifyReadings } from './verify-readings.ts';

const NOW = new Date('2026-11-25T01:00:00Z');
const SECRET = 'device secret';
const seconds = (offset = 0) => String(NOW.getTime() / 1000 + offset);
const reading = { at: '2026-11-25T08:59:00+08:00', temperatureCelsius: -18.4, humidityPercent: 61 };
const text = (readings: unknown, deviceId = 'D1') => JSON.stringify({ deviceId, readings });

function push(body: string, over: { timestamp?: string; secret?: string; headers?: object; deviceId?: string } = {}) {
  const timestamp = over.timestamp ?? seconds();
  const signature = createHmac('sha256', over.secret ?? SECRET)
    .update(`${timestamp}\n${body}`)
    .digest('hex');
  const headers = {
    'x-device-id': over.deviceId ?? 'D1',
    'x-timestamp': timestamp,
    'x-signature': signature,
    ...over.headers,
  };
  return verifyReadings(headers, Buffer.from(body), NOW, (deviceId) => (deviceId === 'D1' ? SECRET : null));
}

describe("a device's readings", () => {
  it('are taken oldest first, with or without humidity', async () => {
    expect(await push(text([reading, { at: '2026-11-20T00:00:00Z', temperatureCelsius: 2 }]))).toEqual({
      ok: true,
      push: {
        deviceId: 'D1',
        readings: [
          { at: new Date('2026-11-20T00:00:00Z'), temperatureCelsius: 2, humidityPercent: null },
          { at: new Date('2026-11-25T00:59:00Z'), temperatureCelsius: -18.4, humidityPercent: 61 },
        ],
      },
    });
  });

  it('are refused when not signed by the device over these bytes', async () => {
    const bad = { ok: false, reason: 'bad-signature' };
    expect(await push(text([reading]), { secret: 'other' })).toEqual(bad);
    const { headers, body } = {
      headers: {
        'x-signature': createHmac('sha256', SECRET)
          .update(`${seconds()}\n${text([reading])}`)
          .digest('hex'),
      },
      body: text([reading]).replace('-18.4', '-12.4'),
    };
    expect(await push(body, { headers })).toEqual(bad);
    for (const name of ['x-device-id', 'x-timestamp', 'x-signature'])
      expect(await push(text([reading]), { headers: { [name]: undefined } })).toEqual(bad);
    for (const signature of ['', 'zz', 'ab'.repeat(31)])
      expect(await push(text([reading]), { headers: { 'x-signature': signature } })).toEqual(bad);
    expect(await push(text([reading]), { timestamp: 'soon' })).toEqual(bad);
    expect(await push(text([reading]), { headers: { 'x-timestamp': seconds(1) } })).toEqual(bad);
  });

  it('are refused replayed, ahead of time, or from a stranger', async () => {
    for (const offset of [-300, 300])
      expect(await push(text([reading]), { timestamp: seconds(offset) })).toEqual({ ok: false, reason: 'stale' });
    for (const offset of [-299, 299])
      expect((await push(text([reading]), { timestamp: seconds(offset) })).ok).toBe(true);
    expect(await push(text([reading], 'D2'), { deviceId: 'D2' })).toEqual({ ok: false, reason: 'unknown-device' });
  });

  it("are refused when a device speaks for another, or isn't speaking at all", async () => {
    for (const body of [
      text([reading], 'D2'),
      'not json',
      'null',
      '[]',
      text([]),
      text('none'),
      text([null]),
      text([{ ...reading, at: 1764032340 }]),
      text([{ ...reading, at: '2026-13-45T99:00:00Z' }]),
      text([{ ...reading, temperatureCelsius: '4' }]),
      text([{ ...reading, humidityPercent: '61' }]),
    ])
      expect(await push(body)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('are bounded in number and range, and refused whole', async () => {
    expect((await push(text(Array(500).fill(reading)))).ok).toBe(true);
    expect(await push(text(Array(501).fill(reading)))).toEqual({ ok: false, reason: 'too-many' });
    expect(await push(`${text([reading])}${' '.repeat(128 * 1024)}`)).toEqual({ ok: false, reason: 'too-many' });
    for (const wrong of [
      { temperatureCelsius: -60.1 },
      { temperatureCelsius: 85.1 },
      { humidityPercent: 101 },
      { humidityPercent: -1 },
    ])
      expect(await push(text([reading, { ...reading, ...wrong }]))).toEqual({
        ok: false,
        reason: 'out-of-range',
        at: 1,
      });
    expect(await push(text([{ ...reading, at: '2026-11-25T01:05:01Z' }]))).toEqual({
      ok: false,
      reason: 'in-the-future',
      at: 0,
    });
  });
});
