import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificateOf, configFor, encrypt, MCHID, NOW, signedHeaders, startFake } from './fake-wechatpay.fixture.ts';
import { WechatpayChannel } from './wechatpay-channel.ts';

const HOUR_MS = 60 * 60 * 1000;
const [first, second] = ['5157F09EFDC096DE15EBE81A47057A7232F1B8E1', '6B57F09EFDC096DE15EBE81A47057A7232F1B8E2'].map(
  (serial) => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { serial, key: keys.privateKey, pem: certificateOf(keys, serial) };
  },
) as [Identity, Identity];
type Identity = { serial: string; key: ReturnType<typeof generateKeyPairSync>['privateKey']; pem: string };

let now: Date;
let listed: Identity[];
let signer: Identity;
let listKey: string | undefined;
let fake: Awaited<ReturnType<typeof startFake>>;
let channel: WechatpayChannel;

const entry = (identity: Identity) => ({
  serial_no: identity.serial,
  effective_time: '2026-01-01T00:00:00+08:00',
  expire_time: '2027-01-01T00:00:00+08:00',
  encrypt_certificate: encrypt(identity.pem, 'certificate', listKey),
});

beforeEach(async () => {
  now = NOW;
  listed = [first];
  signer = first;
  listKey = undefined;
  fake = await startFake(({ target }) => {
    const body = JSON.stringify(
      target === '/v3/certificates'
        ? { data: listed.map(entry) }
        : { sub_mchid: '1', available_amount: 7, pending_amount: 0 },
    );
    return { body, sign: false, headers: signedHeaders(body, { ...signer, at: now }) };
  });
  channel = new WechatpayChannel(configFor(fake.url, { trust: { mode: 'platform-certificate' }, now: () => now }));
});
afterEach(() => fake.close());

const fetches = () => fake.seen.filter(({ target }) => target === '/v3/certificates').length;
const balance = async () => {
  const result = await channel.balance('1900000201');
  return result.ok ? result.value.availableFen : result.error.message;
};

describe('platform certificates', () => {
  it('are fetched once, for answers and callbacks at once', async () => {
    const body = JSON.stringify({
      id: 'EV-1',
      event_type: 'OTHER',
      resource: encrypt(JSON.stringify({ mchid: MCHID })),
    });
    const results = await Promise.all([
      balance(),
      balance(),
      channel.parseCallback(signedHeaders(body, first), Buffer.from(body)),
    ]);
    expect(results).toEqual([7, 7, { ok: false, reason: 'not-ours' }]);
    expect(fetches()).toBe(1);
  });

  it('rotate: a new serial is fetched when it is first seen, the old one stays good', async () => {
    expect(await balance()).toBe(7);
    listed = [first, second];
    now = new Date(NOW.getTime() + HOUR_MS);
    signer = second;
    expect(await balance()).toBe(7);
    signer = first;
    expect(await balance()).toBe(7);
    expect(fetches()).toBe(2);
  });

  it('are refreshed when old, and kept when that fails', async () => {
    expect(await balance()).toBe(7);
    now = new Date(NOW.getTime() + 13 * HOUR_MS);
    listKey = 'ffffffffffffffffffffffffffffffff';
    expect(await balance()).toBe(7);
    expect(fetches()).toBe(2);
  });

  it('are not fetched for every forged serial', async () => {
    expect(await balance()).toBe(7);
    for (let i = 0; i < 20; i++) {
      now = new Date(now.getTime() + 1000);
      expect(
        await channel.parseCallback(signedHeaders('{}', { serial: `FORGED${i}`, at: now }), Buffer.from('{}')),
      ).toEqual({ ok: false, reason: 'unknown-serial' });
    }
    expect(fetches()).toBe(1);
  });

  it('end: an expired one is nobody', async () => {
    expect(await balance()).toBe(7);
    now = new Date('2027-01-01T00:00:00+08:00');
    expect(await balance()).toBe('unknown-serial');
  });

  it('are refused when not encrypted for us, or not signed by one of themselves', async () => {
    listKey = 'ffffffffffffffffffffffffffffffff';
    expect(await balance()).toBe('unknown-serial');
    listKey = undefined;
    listed = [second];
    now = new Date(NOW.getTime() + HOUR_MS);
    expect(await balance()).toBe('unknown-serial');
    expect(fetches()).toBe(2);
  });
});
