import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { openRoom, rowCount, signing } from '../testing.fixture.ts';

const paper = {
  code: '7F3K9Q2MAB',
  kind: 'recall-report',
  subject: '五常大米，批号L-1',
  digest: 'ab'.repeat(32),
  issuedAtMs: Date.parse('2026-11-29T02:00:00Z'),
  facts: [
    { name: '级别', value: '二级' },
    { name: '找到的货', value: '24件' },
  ],
};
const FIELDS = 'code kind subject digest issuedAt signedAt text signature keyId facts { name value }';

describe('a paper that another room issued', () => {
  let room: TestSubgraph;
  const keys = signing();
  beforeEach(async () => void (room = await openRoom(undefined, true, keys)));
  afterEach(() => room.close());
  const shown = async (code: string): Promise<any> =>
    (await room.graph<any>(ANONYMOUS, `query($code: String!) { signedPaper(code: $code) { ${FIELDS} } }`, { code }))
      .signedPaper;

  it('is signed once, whole, with the key that is published, and shown to anybody who has its code', async () => {
    await room.receive('orders', 'orders.paper-issued.v1', paper);
    expect(await rowCount(room, 'SignedPaper')).toBe(1);
    const { text, signature, keyId, signedAt, ...said } = await shown(' 7f3k9q2mab ');
    expect(said).toEqual({
      code: paper.code,
      kind: 'RECALL_REPORT',
      subject: paper.subject,
      digest: paper.digest,
      issuedAt: '2026-11-29T02:00:00.000Z',
      facts: paper.facts,
    });
    expect(JSON.parse(text)).toEqual({ ...paper, signedAtMs: Date.parse(signedAt) });
    const key = keys.traceKeys.byId(keyId)!;
    const isSigned = (letters: string) =>
      verify(null, Buffer.from(letters), createPublicKey(key.publicPem), Buffer.from(signature, 'base64url'));
    expect(isSigned(`heitu-paper-1:${text}`)).toBe(true);
    // It is no seal, no label, and no paper that says something else.
    for (const other of [text, `heitu-label-1:${text}`, `heitu-paper-1:${text.replace('24件', '25件')}`])
      expect(isSigned(other)).toBe(false);
    expect(await shown('7F3K9Q2MAC')).toBeNull();
  });

  it('signs nothing of a kind that the standard does not name', async () => {
    await room.receive('trust', 'trust.paper-issued.v1', { ...paper, kind: 'diploma' }).catch(() => null);
    expect(await rowCount(room, 'SignedPaper')).toBe(0);
  });
});
