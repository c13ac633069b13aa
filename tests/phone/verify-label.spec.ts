import { sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  CLAIM_NAMES,
  digitsOf,
  keyIdOf,
  keySetOf,
  labelPath,
  publicPemOf,
  signedBytes,
  signHandover,
  statementBytes,
  traceKeysOf,
  type Handover,
  type SignedHandover,
} from '@heitu/catalog';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import * as partner from '../../examples/partner/verify-label.mjs';
import {
  addressOf,
  keysOf,
  keysOfBuild,
  labelIn,
  verifyLabel,
  type HeldKeys,
  type LabelVerdict,
  type PublishedKeys,
} from '../../miniprogram/src/lib/verify-label.ts';

const [A, B, thief] = Array.from({ length: 3 }, () => generateSigningKey().privatePem) as [string, string, string];
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-01T00:00:00Z');
const NOW_MS = START_MS + 30 * DAY_MS;
const HEAD = 'ab'.repeat(32);

/** A label as the platform prints it. */
function label({
  key = A,
  atMs = START_MS,
  code = 'RICE261101-1',
  serial = 7,
  gtin = null as string | null,
  claims = CLAIM_NAMES.slice(0, 2) as typeof CLAIM_NAMES,
  grower = '香屯合作社',
} = {}): string {
  const path = labelPath({ code, gtin }, serial);
  const bytes = statementBytes({
    keyId: keyIdOf(publicPemOf(key)),
    signedAtMs: atMs,
    producedOn: '2026-11-01',
    expiresOn: null,
    claims,
    length: 4,
    headHash: HEAD,
    goods: '五常大米',
    grower,
  });
  const signature = sign(null, signedBytes(path, bytes), privateKeyOf(key));
  return `https://heitu.test${path}?s=${digitsOf(Buffer.concat([bytes, signature]))}`;
}
const handover = (former: string, next: string, more: Partial<Handover> = {}): SignedHandover =>
  signHandover(
    {
      formerKey: publicPemOf(former),
      newKey: publicPemOf(next),
      atMs: START_MS + 10 * DAY_MS,
      formerUntilMs: START_MS + 10 * DAY_MS,
      reason: 'replaced',
      ...more,
    },
    { former, next },
  );
/** What the platform publishes with this key in use, as JSON that a phone has read. */
const publishedBy = (current: string, ...handovers: SignedHandover[]): PublishedKeys =>
  JSON.parse(JSON.stringify(keySetOf(traceKeysOf(publicPemOf(current), JSON.stringify(handovers)))));
const heldBy = (published: PublishedKeys, kept: string | null = null): HeldKeys | null =>
  keysOf(published, { kept, builtIn: null }, NOW_MS);
const judged = (address: string, held: HeldKeys | null): LabelVerdict => {
  const found = labelIn(address);
  if (!found) throw new Error('no label');
  return verifyLabel(found, held);
};
const firstKeys = heldBy(publishedBy(A));

describe('a label, verified on a phone without a network', () => {
  it('says what the platform signed of the bag, and by which key', () => {
    expect(labelIn(label())).toMatchObject({ code: 'RICE261101-1', serial: 7, path: '/t/RICE261101-1/7' });
    expect(judged(label(), firstKeys)).toEqual({
      is: 'genuine',
      key: expect.objectContaining({ id: keyIdOf(publicPemOf(A)), untilMs: null }),
      statement: {
        signedAtMs: START_MS,
        producedOn: '2026-11-01',
        expiresOn: null,
        claims: ['REPORT', 'PROMISE'],
        length: 4,
        head: HEAD.slice(0, 32),
        goods: '五常大米',
        grower: '香屯合作社',
      },
    });
    expect(judged(label({ claims: CLAIM_NAMES }), firstKeys)).toMatchObject({
      statement: { claims: CLAIM_NAMES.map((name) => name.replaceAll('-', '_').toUpperCase()) },
    });
    expect(judged(label({ gtin: '6901234567892' }), firstKeys)).toMatchObject({ is: 'genuine' });
    expect(labelIn(label({ gtin: '6901234567892' }))?.path).toBe('/01/06901234567892/10/RICE261101-1/21/7');
  });

  it('is the same whatever host and page its address has passed through', () => {
    const found = labelIn(label());
    expect(found && labelIn(`https://elsewhere.test/m/pages/label/index${addressOf(found)}`)).toEqual(found);
    for (const text of [
      'RICE261101-1',
      'https://heitu.test/trace/RICE261101-1',
      'https://heitu.test/t/RICE261101-1/7',
      '',
    ])
      expect(labelIn(text)).toBeNull();
  });

  it('cuts names that are too long, and never a character in two', () => {
    const { statement } = judged(label({ grower: '龙凤山镇𠮷'.repeat(5) }), firstKeys) as {
      statement: { grower: string };
    };
    expect(statement.grower).toBe('龙凤山镇𠮷龙凤山镇𠮷龙凤山镇…');
  });

  it('is refused with any digit altered, and as another bag’s or another lot’s', () => {
    const address = label();
    const at = address.indexOf('s=') + 2;
    const wrong = Array.from({ length: address.length - at }, (_, i) => {
      const digit = address[at + i];
      return judged(
        `${address.slice(0, at + i)}${digit === '9' ? '8' : Number(digit) + 1}${address.slice(at + i + 1)}`,
        firstKeys,
      ).is;
    });
    expect(wrong).toHaveLength(Math.ceil(2.5 * (33 + 1 + 8 + 1 + 10 + 64)));
    expect(wrong.filter((is) => is === 'genuine')).toEqual([]);
    expect(judged(address.replace('/7?', '/8?'), firstKeys)).toEqual({ is: 'altered' });
    expect(judged(address.replace('RICE261101-1', 'RICE261101-2'), firstKeys)).toEqual({ is: 'altered' });
    expect(judged(`${address.slice(0, -1)}`, firstKeys).is).not.toBe('genuine');
    expect(judged(`${address}00000`, firstKeys).is).not.toBe('genuine');
  });

  it('says of a key that it does not know that the network is needed, and never that the label is false', () => {
    expect(judged(label(), null)).toMatchObject({ is: 'unknown-key', statement: { goods: '五常大米' } });
    expect(judged(label({ key: B }), firstKeys)).toMatchObject({ is: 'unknown-key' });
    // A stranger's key that calls itself ours.
    expect(judged(label({ key: thief }), firstKeys)).toMatchObject({ is: 'unknown-key' });
    expect(keysOfBuild('')).toBeNull();
    expect(judged(label(), keysOfBuild(publicPemOf(A)))).toMatchObject({ is: 'genuine' });
    expect(judged(label(), keysOfBuild(publicPemOf(A).trim()))).toMatchObject({ is: 'genuine' });
  });

  it('believes each key of the line in its time only', () => {
    const held = heldBy(publishedBy(B, handover(A, B)));
    const [early, late] = [START_MS + 9 * DAY_MS, START_MS + 11 * DAY_MS];
    expect(judged(label({ atMs: early }), held)).toMatchObject({ is: 'genuine' });
    expect(judged(label({ atMs: late, key: B }), held)).toMatchObject({ is: 'genuine' });
    expect(judged(label({ atMs: late }), held)).toMatchObject({ is: 'out-of-time' });
    expect(judged(label({ atMs: early, key: B }), held)).toMatchObject({ is: 'out-of-time' });
    const leaked = heldBy(publishedBy(B, handover(A, B, { reason: 'leaked', formerUntilMs: START_MS - DAY_MS })));
    expect(judged(label(), leaked)).toMatchObject({ is: 'out-of-time', key: { untilMs: START_MS - DAY_MS } });
  });

  it('takes no keys to which none leads that it knows', () => {
    const known = firstKeys?.current ?? '';
    expect(heldBy(publishedBy(B, handover(A, B)), known)?.keys).toHaveLength(2);
    expect(heldBy(publishedBy(thief), known)).toBeNull();
    const forged = { ...handover(A, thief), signature: handover(thief, A).signature };
    const { keys } = publishedBy(thief);
    expect(heldBy({ keys: [...publishedBy(A).keys, ...keys], handovers: [forged] }, known)).toBeNull();
  });

  it('is judged alike by a partner’s program that has nothing of ours', () => {
    const published = publishedBy(B, handover(A, B));
    const keys = published.keys as unknown as Parameters<typeof partner.verifyLabel>[1];
    const held = heldBy(published);
    const [early, late] = [START_MS + 9 * DAY_MS, START_MS + 11 * DAY_MS];
    expect(partner.verifyLabel(label({ atMs: early }), keys)).toEqual({
      signedAtMs: early,
      producedOn: '2026-11-01',
      expiresOn: null,
      claims: 3,
      events: 4,
      head: HEAD.slice(0, 32),
      goods: '五常大米',
      grower: '香屯合作社',
    });
    const good = label({ atMs: early, gtin: '6901234567892' });
    const altered = Array.from(
      { length: 50 },
      (_, i) =>
        `${good.slice(0, -1 - 5 * i)}${(Number(good.at(-1 - 5 * i)) + 1) % 10}${good.slice(good.length - 5 * i)}`,
    );
    const tried = [
      good,
      ...altered,
      label({ atMs: late }),
      label({ atMs: late, key: B }),
      label({ key: thief }),
      good.replace('/7?', '/8?'),
    ];
    const ours = tried.map((address) => judged(address, held).is === 'genuine');
    expect(tried.map((address) => partner.verifyLabel(address, keys) !== null)).toEqual(ours);
    expect(ours.filter((is) => is)).toHaveLength(2);
  });
});
