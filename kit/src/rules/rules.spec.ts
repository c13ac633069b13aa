import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addWorkingDays, chinaDate, isWorkingDate, workingMsBetween } from './calendar.ts';
import { createClock } from './clock.ts';
import { ConfigError, readConfig } from '../serving/config.ts';
import { DateTime, decodeCursor, encodeCursor } from './graphql.ts';
import { idFrom, newId } from './ids.ts';
import { splitFen, yuan } from './money.ts';
import { maskMiddle, maskName, maskPhone } from '../privacy/vault.ts';

const at = (iso: string) => Date.parse(iso);

describe('working days', () => {
  it('counts a working day after a Friday as Monday, same time of day', () => {
    expect(new Date(addWorkingDays(at('2026-11-27T15:30:00+08:00'), 1)).toISOString()).toBe('2026-11-30T07:30:00.000Z');
  });
  it('counts what comes in during the National Day holiday from the first working day on', () => {
    expect(isWorkingDate('2026-10-01')).toBe(false);
    const due = addWorkingDays(at('2026-10-01T12:00:00+08:00'), 1);
    expect(isWorkingDate(chinaDate(due))).toBe(true);
    expect(due).toBeGreaterThan(at('2026-10-08T00:00:00+08:00'));
  });
  it('measures a span as it is promised: a whole working day has 24 hours, whatever rest lies between', () => {
    for (const from of ['2026-11-27T15:30:00+08:00', '2026-10-01T12:00:00+08:00', '2026-09-30T17:00:00+08:00'])
      for (const days of [1, 3])
        expect([from, workingMsBetween(at(from), addWorkingDays(at(from), days)) / 3_600_000]).toEqual([
          from,
          days * 24,
        ]);
    expect(workingMsBetween(at('2026-10-01T00:00:00+08:00'), at('2026-10-03T00:00:00+08:00'))).toBe(0);
    expect(workingMsBetween(at('2026-11-27T15:30:00+08:00'), at('2026-11-27T16:00:00+08:00'))).toBe(1_800_000);
  });
  it('knows make-up working days: a Sunday before the Spring Festival is worked', () => {
    expect(isWorkingDate('2026-02-14')).toBe(true);
  });
});

describe('moments', () => {
  it('are read with their offset, and only when they exist', () => {
    expect(DateTime.parseValue('2026-11-25T10:00:00+08:00')).toBe(Date.parse('2026-11-25T02:00:00Z'));
    for (const text of [
      '2026-02-30T08:00:00Z',
      '2026-13-01T08:00:00Z',
      '2026-02-20T25:00:00Z',
      '2026-02-20T08:00:00',
      '2026-02-20',
      1700000000000,
    ])
      expect(() => DateTime.parseValue(text)).toThrow('时间写作');
  });
});

describe('page marks', () => {
  it('are only what was given out: as many keys, of the same kinds', () => {
    expect(decodeCursor(encodeCursor(5, 'a'), 'number', 'string')).toEqual([5, 'a']);
    expect(decodeCursor(undefined, 'string')).toBeNull();
    const forged = [
      encodeCursor(),
      encodeCursor('a'),
      encodeCursor('a', 'b'),
      encodeCursor('a', 5),
      encodeCursor(5, 'a', 'b'),
      Buffer.from('[1e999,"a"]').toString('base64url'),
      'nonsense',
    ];
    for (const mark of forged) expect(() => decodeCursor(mark, 'number', 'string')).toThrow('翻页标记无效');
  });
});

describe('money', () => {
  it('splits to the fen and writes yuan', () => {
    expect(splitFen(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(yuan(128005)).toBe('1280.05');
  });
});

describe('ids', () => {
  it('rise within a millisecond and are stable for a key', () => {
    const ids = Array.from({ length: 1000 }, () => newId(5));
    expect(new Set(ids).size).toBe(1000);
    expect([...ids].sort()).toEqual(ids);
    expect(idFrom('sku:rice')).toBe(idFrom('sku:rice'));
    expect(idFrom('sku:rice')).toHaveLength(26);
  });
});

describe('masks', () => {
  it('keep enough to recognise and no more', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskName('王小明')).toBe('王**');
  });
});

describe('configuration', () => {
  it('refuses the sandbox in production unless forced, and production without a master key', () => {
    expect(() => readConfig('x', { NODE_ENV: 'production', SANDBOX: '1' })).toThrow(ConfigError);
    expect(() => readConfig('x', { NODE_ENV: 'production' }).keyRing()).toThrow('MASTER_KEYS');
    expect(readConfig('x', { NODE_ENV: 'production', MASTER_KEYS: 'a'.repeat(64) }).sandbox).toBe(false);
  });
  it('makes a secret of a subgraph once, in the folder of keys; takes the variable before it; requires it in production', () => {
    const folder = mkdtempSync(join(tmpdir(), 'heitu-secrets-'));
    try {
      const config = readConfig('x', { DATA_DIR: folder });
      let made = 0;
      const make = () => `secret ${(made += 1)}`;
      expect(config.kept('OWN_KEY', 'own.pem')).toBeUndefined();
      expect([config.secret('OWN_KEY', 'own.pem', make), config.secret('OWN_KEY', 'own.pem', make)]).toEqual([
        'secret 1',
        'secret 1',
      ]);
      expect(Object.keys(config.made())).toEqual(['own.pem']);
      expect(Math.abs(Date.now() - config.made()['own.pem']!)).toBeLessThan(60_000);
      expect(readConfig('x', { DATA_DIR: folder, NODE_ENV: 'production' }).made()).toEqual({});
      expect(readConfig('y', { DATA_DIR: folder }).kept('OWN_KEY', 'own.pem')).toBe('secret 1');
      const given = readConfig('x', { DATA_DIR: folder, OWN_KEY: 'given' });
      expect([given.secret('OWN_KEY', 'own.pem', make), given.kept('OWN_KEY', 'own.pem')]).toEqual(['given', 'given']);
      expect(() =>
        readConfig('x', { DATA_DIR: folder, NODE_ENV: 'production' }).secret('OWN_KEY', 'own.pem', make),
      ).toThrow('OWN_KEY is required');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  it('derives one database per subgraph', () => {
    const config = readConfig('x', {
      NODE_ENV: 'production',
      MASTER_KEYS: 'a'.repeat(64),
      DATABASE_URL: 'mysql://u:p@db:3306/',
      DATABASE_URL_TRUST: 'mysql://t@db/trust',
    });
    expect(config.databaseUrl('orders')).toBe('mysql://u:p@db:3306/heitu_orders');
    expect(config.databaseUrl('trust')).toBe('mysql://t@db/trust');
    expect(() => readConfig('x', { NODE_ENV: 'production', MASTER_KEYS: 'a'.repeat(64), PORT: 'ten' })).toThrow(
      ConfigError,
    );
  });
});

describe('clock', () => {
  it('moves by the offset it reads', async () => {
    let offset = 0;
    const clock = createClock(() => offset);
    offset = 86_400_000;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(clock.now() - Date.now()).toBeGreaterThan(86_000_000);
  });
});

describe('masking', () => {
  it('hides the end as well when no tail is to be shown', () => {
    expect(maskMiddle('南岗区测试街1号', 3, 0)).toBe('南岗区****');
    expect(maskMiddle('ab', 3, 4)).toBe('*b');
  });
});
