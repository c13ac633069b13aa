import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../journeys/platform.ts';
import { startOutside, type Outside } from '../world/outside.fixture.ts';
import { begin, type Begun } from './documents.fixture.ts';

const PHONES = ['13900000001', '13900000002'];

describe('./run serve alarm, by real HTTP to the group and to the text-message gateway', () => {
  let outside: Outside;
  let alarm: Begun;
  let url: string;
  const folder = mkdtempSync(join(tmpdir(), 'heitu-alarm-'));
  beforeAll(async () => {
    outside = await startOutside();
    const port = await freePort();
    url = `http://127.0.0.1:${port}/alarms`;
    const { account, secret } = outside.world.settings.sms;
    alarm = begin('./run serve alarm', {
      ...process.env,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'info',
      ALARM_PHONES: PHONES.join(','),
      ALARM_WECHAT_ROBOT: `${outside.world.urls.wecom}/cgi-bin/webhook/send?key=${outside.world.settings.wecom.robotKey}`,
      SMS_BASE_URL: outside.world.urls.sms,
      SMS_ACCOUNT: account,
      SMS_SECRET: secret,
    });
    await alarm.until(() => alarm.printed().includes('the alarm listens'));
  });
  afterAll(async () => {
    await alarm?.end();
    await outside?.close();
    rmSync(folder, { recursive: true });
  });
  /** As Alertmanager sends it. */
  const send = async (alertname: string, status: string, summary: string, urgency = 'now'): Promise<number> => {
    const alerts = [{ status, labels: { alertname, urgency }, annotations: { summary, page: '磁盘快满' } }];
    const body = JSON.stringify({ version: '4', status, receiver: 'people', alerts });
    return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
  };
  const received = async (phone: string) =>
    (await outside.control<{ messages: { params: object }[] }>(`/sms?phone=${phone}`)).messages.map(
      ({ params }) => params,
    );
  const inGroup = async () =>
    (await outside.control<{ messages: { content: string; mentioned: string[] }[] }>('/wecom/messages')).messages;

  it('reaches each phone once, with the page of the book, and is silent while all is well', async () => {
    expect(await send('Watchdog', 'firing', '监控活着')).toBe(200);
    expect(await send('DiskFilling', 'firing', 'a 的磁盘 / 快满')).toBe(200);
    for (const phone of PHONES) expect(await received(phone)).toEqual([{ what: 'a 的磁盘 / 快满', page: '磁盘快满' }]);
    expect(await inGroup()).toMatchObject([
      { content: '【黑土告警】a 的磁盘 / 快满\n怎么办：应急手册“磁盘快满”', mentioned: PHONES },
    ]);
  });

  it('wakes nobody for what can wait, unless the group does not get it', async () => {
    expect(await send('ClockOff', 'firing', 'a 的时钟没有校准', 'day')).toBe(200);
    expect([(await inGroup()).length, (await received(PHONES[0]!)).length]).toEqual([2, 1]);
    await outside.control('/faults', { service: 'wecom', mode: 'failing', times: 1 });
    expect(await send('ClockOff', 'resolved', 'a 的时钟没有校准', 'day')).toBe(200);
    expect([(await inGroup()).length, (await received(PHONES[0]!)).length]).toEqual([2, 2]);
  });

  it('says that it was not sent, so that it is told again', async () => {
    await outside.control('/faults', { service: 'sms', mode: 'failing', times: 2 });
    await outside.control('/faults', { service: 'wecom', mode: 'failing', times: 1 });
    expect(await send('DiskFilling', 'resolved', 'a 的磁盘 / 快满')).toBe(503);
    expect(await send('DiskFilling', 'resolved', 'a 的磁盘 / 快满')).toBe(200);
    expect([(await received(PHONES[0]!)).length, (await inGroup()).length]).toEqual([3, 3]);
  });

  it('goes by SMS once the group takes no more this minute', async () => {
    const before = (await received(PHONES[0]!)).length;
    const sent: number[] = [];
    for (let i = 0; i < 18; i++) sent.push(await send('ClockOff', 'firing', `第${i}台的时钟没有校准`, 'day'));
    expect(new Set(sent)).toEqual(new Set([200]));
    expect([(await inGroup()).length, (await received(PHONES[0]!)).length]).toEqual([20, before + 1]);
  });

  it('names all that is missing', async () => {
    const { code, said } = await startOnce({
      SMS_BASE_URL: outside.world.urls.sms,
      ALARM_PHONES: '110',
      ALARM_WECHAT_ROBOT: '群',
    });
    expect(code).toBe(78);
    for (const name of ['ALARM_PHONES', 'ALARM_WECHAT_ROBOT', 'SMS_ACCOUNT', 'SMS_SECRET'])
      expect(said).toContain(name);
  }, 60_000);

  async function startOnce(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
    const one = begin('./run serve alarm', { PATH: process.env['PATH'], DATA_DIR: folder, ...env });
    await one.until(() => false).catch(() => {});
    return { code: await one.end(), said: one.printed() };
  }
});
