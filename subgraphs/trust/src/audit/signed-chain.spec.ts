import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { chainIn, FRESH, removeChains } from '../testing/chain.fixture.ts';
import { forgerOf } from '../testing/forger.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { auditKeysOf } from './audit-keys.ts';
import { AuditBatch, AuditEntry, AuditSeal } from './audit.entity.ts';
import { AUDIT_KEEP_MS } from './chain.policy.ts';
import { forgetContent } from './forget-content.ts';
import { publishHead } from './publish-head.ts';

afterAll(removeChains);

/** What a signed chain allows: keys that change, content that is forgotten, clocks that are set back. */
describe.each(Object.keys(FRESH))('the signed chain on %s', (dialect) => {
  let room: TrustRoom;
  let chain: ReturnType<typeof chainIn>;
  let forger: ReturnType<typeof forgerOf>;
  let ids: string[];

  beforeAll(async () => {
    room = await openTrust({ url: await FRESH[dialect]!() });
    chain = chainIn(room);
    forger = forgerOf(room, chain);
  });
  beforeEach(async () => {
    ids = await chain.begin();
  });
  afterAll(() => room.close());

  it('says from which link on there are signatures, where there were none before', async () => {
    await chain.em().nativeDelete(AuditBatch, {});
    room.services.chainMemory.forget();
    expect(await chain.check()).toMatchObject({ verifiedTo: 5, signedFrom: null, found: [] });
    await chain.tell(6);
    await chain.seal();
    expect(await chain.check()).toMatchObject({ verifiedTo: 6, signedFrom: 6, found: [] });
    expect(await chain.check({ from: 4 })).toMatchObject({ verifiedTo: 6, signedFrom: 6, found: [] });
    // The first signature covers what was before it: nothing there can be changed any more.
    const all = await forger.linksFrom(1);
    await forger.erase([ids[0]!]);
    await forger.relink(0, all.slice(1));
    await chain.em().nativeUpdate(AuditBatch, { last: 6 }, { last: 5, first: 5 });
    expect((await chain.check({ remembered: null })).found).toEqual([[5, null, 'unsigned']]);
  });

  it('takes a key that was replaced for what it signed before, and for nothing after', async () => {
    const first = room.services.auditKeys;
    const until = room.clock.now() + HOUR_MS;
    const second = generateKeyPairSync('ed25519');
    const pem = second.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    try {
      await publishHead(chain.contextOf(room));
      room.clock.advance(2 * HOUR_MS);
      // Still signed with the key that has ended: as a thief of it would.
      await chain.tell(6);
      await chain.seal();
      room.services.auditKeys = auditKeysOf({
        privatePem: pem,
        retired: [{ publicKey: first.publicKey, untilMs: until }],
        formerHeads: [],
      });
      const { found, texts } = await chain.check();
      expect([found, texts]).toEqual([
        [[6, null, 'unsigned']],
        [`第6条由已停用的密钥${first.keyId}签名，它只到2026-11-25 11:00有效`],
      ]);
      room.services.auditKeys = auditKeysOf({
        privatePem: pem,
        retired: [{ publicKey: first.publicKey, untilMs: until + 2 * HOUR_MS }],
        formerHeads: [],
      });
      await chain.tell(7);
      await chain.seal();
      room.clock.advance(DAY_MS);
      await publishHead(chain.contextOf(room));
      expect(await chain.check()).toMatchObject({ verifiedTo: 7, found: [] });
      expect((await chain.em().find(AuditBatch, {}, { orderBy: { last: 1 } })).map(({ keyId }) => keyId)).toEqual([
        first.keyId,
        first.keyId,
        room.services.auditKeys.keyId,
      ]);
    } finally {
      room.services.auditKeys = first;
    }
  });

  it('forgets nothing that no published head of that age covers, and the links never', async () => {
    room.clock.advance(AUDIT_KEEP_MS + DAY_MS);
    await chain.tell(6);
    await chain.seal();
    await forgetContent(chain.contextOf(room));
    // No head was published when these five were written: nobody can show how old they are.
    expect(await chain.em().count(AuditEntry, { id: { $in: ids } })).toBe(5);
    await publishHead(chain.contextOf(room));
    room.clock.advance(AUDIT_KEEP_MS - DAY_MS);
    await chain.tell(7);
    await chain.seal();
    await forgetContent(chain.contextOf(room));
    expect(await chain.em().count(AuditEntry, { id: { $in: ids } })).toBe(5);
    room.clock.advance(2 * DAY_MS);
    await chain.tell(8);
    await chain.seal();
    await forgetContent(chain.contextOf(room));
    await chain.seal();
    expect(await chain.em().count(AuditEntry, { id: { $in: ids } })).toBe(0);
    expect(await chain.em().count(AuditSeal, {})).toBe(9);
    expect((await chain.check()).found).toEqual([]);
  });

  it('never lets the time of seals fall where the clock is set back, and tells of one that stood ahead', async () => {
    room.clock.advance(-30 * 1000);
    await chain.tell(6);
    await chain.seal();
    expect((await forger.linksFrom(5)).map(({ sealedAtMs }) => sealedAtMs)).toEqual([
      room.clock.now() + 30_000,
      room.clock.now() + 30_000,
    ]);
    expect((await chain.check()).found).toEqual([]);
    expect(
      (await chain.check({ nowMs: room.clock.now() - 2 * MINUTE_MS })).found.map(([sequence, , kind]) => [
        sequence,
        kind,
      ]),
    ).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 'dated']));
  });
});
