import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { SUBGRAPHS } from '@heitu/standard';
import { startOnce } from './start-once.fixture.ts';

const EX_CONFIG = 78;
const pem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const KEYS = { MASTER_KEYS: 'ab'.repeat(32), SIGNING_KEY: generateSigningKey().privatePem };
const TRACE = { TRACE_SIGNING_KEY: generateSigningKey().privatePem };
const PROVIDER = {
  // Nobody listens there: what is tried is the start.
  WECHATPAY_BASE_URL: 'http://127.0.0.1:9',
  WECHATPAY_MCHID: '1900000001',
  WECHATPAY_APPID: 'wx-app',
  WECHATPAY_MERCHANT_SERIAL: 'A1',
  WECHATPAY_MERCHANT_PRIVATE_KEY: pem(),
  WECHATPAY_API_V3_KEY: 'k'.repeat(32),
  WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  TAX_PLATFORM_BASE_URL: 'http://127.0.0.1:9',
  TAX_PLATFORM_CLIENT: 'county',
  TAX_PLATFORM_PRIVATE_KEY: pem(),
  TAX_PLATFORM_PUBLIC_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString(),
  WECHATPAY_PUBLIC_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString(),
};
const AUDIT = { AUDIT_KEY: generateSigningKey().privatePem };
const ALL = { ...KEYS, ...TRACE, ...AUDIT, ...PROVIDER };

describe('NODE_ENV=production', () => {
  let parent: string;
  let dataDir: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'heitu-production-'));
    dataDir = join(parent, 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const run = (command: [string, ...string[]], settings: Record<string, string>) => {
    const { PATH } = process.env;
    return startOnce(command, { PATH, NODE_ENV: 'production', NO_CLIENTS: '1', DATA_DIR: dataDir, ...settings });
  };
  const start = (settings: Record<string, string>) => run(['start'], settings);
  const named = (said: string): string[] =>
    [...said.matchAll(/^ {2}([A-Z0-9_]+) {2,}(\S.*)$/gm)].map((match) => match[1]!);
  const left = (): string[] => (existsSync(dataDir) ? readdirSync(dataDir) : []);

  it('./run start: names all that is missing at once, each with what it is, and leaves nothing behind', async () => {
    const none = await start({});
    expect(none).toMatchObject({ code: EX_CONFIG, isUp: false });
    expect(named(none.said).sort()).toEqual(Object.keys(ALL).sort());
    expect(left()).toEqual([]);
    const some = await start({
      ...KEYS,
      WECHATPAY_MCHID: PROVIDER.WECHATPAY_MCHID,
      WECHATPAY_TRUST_MODE: 'platform-certificate',
      RATE_PER_CALLER: 'much',
    });
    expect(some).toMatchObject({ code: EX_CONFIG, isUp: false });
    const rest = Object.keys({ ...TRACE, ...AUDIT, ...PROVIDER }).filter(
      (name) => !['WECHATPAY_MCHID', 'WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY'].includes(name),
    );
    expect(named(some.said).sort()).toEqual([...rest, 'RATE_PER_CALLER'].sort());
    expect(left()).toEqual([]);
  }, 60_000);

  it.each([
    ['orders', ['MASTER_KEYS', 'SIGNING_KEY', 'TRUSTED_KEYS']],
    ['gateway', ['SIGNING_KEY', ...SUBGRAPHS.map((name) => `${name.toUpperCase()}_URL`)]],
  ])(
    './run serve %s: names everything that is missing at once, and leaves nothing behind',
    async (name, missing) => {
      const none = await run(['serve', name], {});
      expect(none).toMatchObject({ code: EX_CONFIG, isUp: false });
      expect(named(none.said).sort()).toEqual([...missing].sort());
      expect(existsSync(dataDir)).toBe(false);
    },
    60_000,
  );

  it('./run serve gateway: names what is wrong beside what is missing, and no key where it signs nothing', async () => {
    const wrong = { RATE_PER_CALLER: 'much' };
    const some = await run(['serve', 'gateway'], { ...wrong, SUPERGRAPH_FILE: join(parent, 'nowhere.graphql') });
    expect(some).toMatchObject({ code: EX_CONFIG, isUp: false });
    expect(named(some.said).sort()).toEqual(['RATE_PER_CALLER', 'SUPERGRAPH_FILE']);
    const ours = await run(['serve', 'gateway'], { ...wrong, ORDERS_URL: 'http://127.0.0.1:9' });
    const others = SUBGRAPHS.filter((one) => one !== 'orders').map((one) => `${one.toUpperCase()}_URL`);
    expect(named(ours.said).sort()).toEqual([...others, 'RATE_PER_CALLER', 'SIGNING_KEY'].sort());
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);

  it('./run start: starts with the right settings where it failed with others', async () => {
    expect((await start({ MASTER_KEYS: 'cd'.repeat(32) })).code).toBe(EX_CONFIG);
    expect(await start(ALL)).toEqual({ code: 0, isUp: true, said: expect.not.stringContaining('configuration') });
  }, 60_000);

  it('./run start: takes no key for one that is none', async () => {
    const wrong = await start({ ...ALL, SIGNING_KEY: 'no key', TRACE_SIGNING_KEY: 'none either' });
    expect(wrong.code).toBe(EX_CONFIG);
    expect(named(wrong.said).sort()).toEqual(['SIGNING_KEY', 'TRACE_SIGNING_KEY']);
    expect(left()).toEqual([]);
  }, 60_000);
});
