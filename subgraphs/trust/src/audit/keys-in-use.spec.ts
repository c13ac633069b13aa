import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { KEY_AGE } from '@heitu/standard';
import { securityEvidence } from '../disclosure/security.evidence.ts';
import { contextOf, openTrust } from '../testing/trust-room.fixture.ts';
import { keyAges, keysInUse } from './keys-in-use.ts';

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
const from = (kept: string | undefined, made: Record<string, number> = {}) =>
  keysInUse({ secret: (_variable, _file, make) => make(), kept: () => kept, made: () => made });

describe('how old the keys of the platform are [11.5.df]', () => {
  it('is told by the setting, else by the files of a local start that hold a key', () => {
    expect(from('{"trust AUDIT_KEY":"2026-01-05"}', { 'audit.pem': 1 })).toEqual([
      { process: 'trust', key: 'AUDIT_KEY', sinceMs: Date.parse('2026-01-05') },
    ]);
    expect(from(undefined, { 'audit.pem': 1, 'master.hex': 2, 'orders.pub.pem': 3, 'audit.retired.json': 4 })).toEqual([
      { process: 'local', key: 'audit.pem', sinceMs: 1 },
      { process: 'local', key: 'master.hex', sinceMs: 2 },
    ]);
    for (const wrong of ['no json', '{"trust AUDIT_KEY":5}', '{"trust AUDIT_KEY":"soon"}'])
      expect(() => from(wrong)).toThrow('KEYS_SINCE');
  });

  it('is kept to the day of the limit, and names the key that is older by a day', () => {
    const used = (days: number, key: string) => ({ process: 'trust', key, sinceMs: NOW_MS - days * DAY_MS });
    const both = [used(KEY_AGE.daysMax, 'AUDIT_KEY'), used(2, 'SIGNING_KEY')];
    const [kept, ...ages] = keyAges(both, NOW_MS);
    expect([verdictOf(kept!), kept!.condition!.missed]).toEqual(['met', []]);
    expect(ages.map(({ label, value }) => [label, value])).toEqual([
      ['操作记录签名密钥已用', KEY_AGE.daysMax],
      ['进程签名密钥已用', 2],
    ]);
    const [late] = keyAges(both, NOW_MS + DAY_MS);
    expect([verdictOf(late!), late!.condition!.missed]).toEqual([
      'breached',
      [{ ref: 'Key:trust AUDIT_KEY', text: `trust的操作记录签名密钥，已用${KEY_AGE.daysMax + 1}天` }],
    ]);
  });

  it('is part of what is told of secrecy, and owed where nobody knows it', async () => {
    const room = await openTrust();
    const told = async () => {
      const nowMs = room.clock.now();
      const figures = await securityEvidence['11.5.df']!(contextOf(room), { fromMs: nowMs - DAY_MS, toMs: nowMs });
      return figures.flatMap((one) =>
        one.label.includes('密钥') && one.condition ? [[one.label, verdictOf(one)]] : [],
      );
    };
    expect(await told()).toEqual([['知道启用日期的密钥', 'absent']]);
    room.services.keysInUse = () => [{ process: 'trust', key: 'AUDIT_KEY', sinceMs: room.clock.now() }];
    expect(await told()).toEqual([['启用没有超过365天的密钥', 'met']]);
    room.clock.advance(366 * DAY_MS);
    room.services.keysInUse = () => [{ process: 'trust', key: 'AUDIT_KEY', sinceMs: NOW_MS }];
    expect(await told()).toEqual([['启用没有超过365天的密钥', 'breached']]);
    await room.close();
  });
});
