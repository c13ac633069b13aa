import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chinaDate } from '@heitu/kit/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/clock';
import { Inbox } from '@heitu/kit/entities';
import { newId } from '@heitu/kit/ids';
import { chainIn, FRESH, removeChains } from '../testing/chain.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { auditKeysOf } from './audit-keys.ts';
import { AuditAnchor, AuditBatch, AuditCheckRun, AuditEntry, AuditHead, AuditSeal } from './audit.entity.ts';
import { anchorText, AUDIT_KEEP_MS, batchText, CHAIN_START, commitmentOf, linkHash, spkiOf, type EntryContent } from './chain.policy.ts';
import { forgetContent } from './forget-content.ts';
import { publishHead } from './publish-head.ts';

afterAll(removeChains);

/** Each way in which somebody who can write to the database, and has no key, might empty or change the trail. */
describe.each(Object.keys(FRESH))('a database writer without keys, on %s', (dialect) => {
  let room: TrustRoom;
  let chain: ReturnType<typeof chainIn>;
  let ids: string[];
  const stranger = generateKeyPairSync('ed25519');
  const signedByStranger = (text: string) => sign(null, Buffer.from(text), stranger.privateKey).toString('base64url');

  beforeAll(async () => {
    room = await openTrust({ url: await FRESH[dialect]!() });
    chain = chainIn(room);
  }, 60_000);
  beforeEach(async () => {
    ids = await chain.begin();
  });
  afterAll(() => room.close());

  /** Deletes acts as if they had never been received. */
  async function erase(entryIds: readonly string[]): Promise<void> {
    await chain.em().nativeDelete(AuditEntry, { id: { $in: [...entryIds] } });
    await chain.em().nativeDelete(Inbox, { key: { $in: entryIds.map((id) => `${id}:record-act`) } });
  }
  /** Links what is given anew behind link `after`, and moves the head there. */
  async function relink(after: number, links: readonly { entryId: string; commitment: string; sealedAtMs: number }[]): Promise<void> {
    const before = await chain.em().findOne(AuditSeal, { sequence: after });
    await chain.em().nativeDelete(AuditSeal, { sequence: { $gt: after } });
    let last = before ? { sequence: before.sequence, hash: before.hash } : CHAIN_START;
    for (const link of links) {
      const next = { entryId: link.entryId, commitment: link.commitment, sealedAtMs: link.sealedAtMs, sequence: last.sequence + 1 };
      last = { sequence: next.sequence, hash: linkHash(last.hash, next) };
      await chain.em().insert(AuditSeal, { ...next, hash: last.hash });
    }
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, last);
  }
  const linksFrom = async (first: number) => (await chain.em().find(AuditSeal, { sequence: { $gte: first } }, { orderBy: { sequence: 1 } })).map((row) => ({ ...row }));
  /** An entry of the writer's own, in the words of an honest one. */
  async function forgeEntry(change: Partial<EntryContent>, sealed: boolean): Promise<{ id: string; commitment: string }> {
    const model = await chain.em().findOneOrFail(AuditEntry, { id: ids[0] });
    const id = newId(room.clock.now());
    const row = { ...model, id, ...change, sealed };
    await chain.em().insert(AuditEntry, row as never);
    const stored = await chain.contextOf(room).rows.selectFrom('AuditEntry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return { id, commitment: commitmentOf(stored as unknown as EntryContent) };
  }
  const FORGET = { sender: 'trust', actorKind: 'system', actorId: 'trust', operation: 'forget-audit-content' };

  it('dated ahead: an entry three years ahead allows nothing to be forgotten, and is told with what it hid', async () => {
    await publishHead(chain.contextOf(room));
    const aheadMs = room.clock.now() + AUDIT_KEEP_MS + DAY_MS;
    const forged = await forgeEntry({ ...FORGET, subject: JSON.stringify([{ type: 'audit-sequence', id: '5' }]), atMs: aheadMs }, true);
    const [last] = await linksFrom(5);
    const link = { sequence: 6, entryId: forged.id, commitment: forged.commitment, sealedAtMs: aheadMs };
    const hash = linkHash(last!.hash, link);
    await chain.em().insert(AuditSeal, { ...link, hash });
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 6, hash });
    await erase(ids);
    const { found, texts } = await chain.check();
    expect(found).toEqual(expect.arrayContaining([...ids.map((id, i) => [i + 1, id, 'dropped']), [6, forged.id, 'dated'], [6, null, 'unsigned']]));
    expect(texts).toContain('第6条的入链时间在现在之后：2029-11-25 10:00');
    // The honest sealer goes on behind it: by its own clock, and the forged link stays what it is.
    await chain.tell(7);
    await chain.seal();
    const after = await chain.check();
    expect((await linksFrom(7))[0]!.sealedAtMs).toBe(room.clock.now());
    expect(after.found).toEqual(expect.arrayContaining([[1, ids[0], 'dropped'], [6, forged.id, 'dated'], [6, null, 'unsigned'], [7, expect.any(String), 'dated']]));
  });

  it('dated ahead: an entry that the honest sealer chains is told, and allows nothing to be forgotten either', async () => {
    await publishHead(chain.contextOf(room));
    const forged = await forgeEntry({ ...FORGET, subject: JSON.stringify([{ type: 'audit-sequence', id: '5' }]), atMs: room.clock.now() + AUDIT_KEEP_MS + DAY_MS }, false);
    await chain.seal();
    await erase([ids[1]!]);
    expect((await chain.check()).found).toEqual([[2, ids[1], 'dropped'], [6, forged.id, 'dated']]);
    await forgetContent(chain.contextOf(room));
    expect(await chain.em().count(AuditEntry, { id: { $in: ids } })).toBe(4);
  });

  it('dated ahead: an old date on the links does not make them old, nor does a head of the writer\'s own', async () => {
    const oldMs = room.clock.now() - AUDIT_KEEP_MS - DAY_MS;
    const old = (await linksFrom(1)).map((link) => ({ ...link, sealedAtMs: oldMs }));
    await relink(0, old);
    const [last] = await linksFrom(5);
    const anchor = { on: chinaDate(oldMs), sequence: 5, hash: last!.hash, atMs: oldMs };
    await chain.em().insert(AuditAnchor, { ...anchor, signedBy: 'trust', publicKey: spkiOf(stranger.publicKey), signature: signedByStranger(anchorText(anchor)) });
    await chain.tell(6);
    await chain.seal();
    await erase(ids);
    const { found } = await chain.check();
    expect(found).toEqual(expect.arrayContaining([...ids.map((id, i) => [i + 1, id, 'dropped']), [1, null, 'unsigned'], [5, null, 'rewritten']]));
  });

  it('dated: an entry that is older than any act can be when it comes is told', async () => {
    const backdated = await forgeEntry({ atMs: room.clock.now() - 200 * DAY_MS }, false);
    await chain.seal();
    expect((await chain.check()).found).toEqual([[6, backdated.id, 'dated']]);
  });

  it('removed from the middle: the links close up, and the signed batch no longer holds', async () => {
    const rest = (await linksFrom(3)).filter(({ sequence }) => sequence !== 3);
    await erase([ids[2]!]);
    await relink(2, rest);
    expect((await chain.check({ remembered: null })).found).toEqual([[5, null, 'truncated']]);
    // The batch is made to end where the links end: its signature was given for others.
    await chain.em().nativeUpdate(AuditBatch, { last: 5 }, { last: 4 });
    const { found, texts } = await chain.check({ remembered: null });
    expect([found, texts]).toEqual([[[1, null, 'unsigned']], ['第1到第4条的签名不对，这一批被改过']]);
    // Without the batch nothing is signed at all; this process remembers what it signed.
    await chain.em().nativeDelete(AuditBatch, {});
    expect((await chain.check()).found).toEqual([[5, null, 'rewritten']]);
  });

  it('removed, a whole batch: what lies between signed links is unsigned', async () => {
    const more = [newId(room.clock.now()), newId(room.clock.now())];
    for (const id of more) {
      await chain.tell(6, id);
      await chain.seal();
    }
    expect(await chain.check()).toMatchObject({ verifiedTo: 7, signedFrom: 1, found: [] });
    await chain.em().nativeDelete(AuditBatch, { last: 6 });
    const { found, texts } = await chain.check();
    expect([found, texts]).toEqual([[[6, null, 'unsigned']], ['第6条没有签名']]);
    await erase([more[0]!]);
    await relink(5, [(await linksFrom(7))[0]!]);
    await chain.em().nativeUpdate(AuditBatch, { last: 7 }, { last: 6, first: 6 });
    expect((await chain.check({ remembered: null })).found).toEqual([[6, null, 'unsigned']]);
  });

  it('removed from the end, behind a published head', async () => {
    await publishHead(chain.contextOf(room));
    await erase([ids[4]!]);
    const [fourth] = await linksFrom(4);
    await chain.em().nativeDelete(AuditSeal, { sequence: 5 });
    await chain.em().nativeDelete(AuditBatch, {});
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 4, hash: fourth!.hash });
    expect((await chain.check({ remembered: null })).found).toEqual([[5, null, 'rewritten']]);
  });

  it('removed from the end, since the last published head: back to a batch that was signed', async () => {
    await publishHead(chain.contextOf(room));
    const [fifth] = await linksFrom(5);
    const gone = newId(room.clock.now());
    await chain.tell(6, gone);
    await chain.seal();
    await erase([gone]);
    await chain.em().nativeDelete(AuditSeal, { sequence: 6 });
    await chain.em().nativeDelete(AuditBatch, { last: 6 });
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 5, hash: fifth!.hash });
    // Every row agrees with every other. What this process itself signed does not.
    expect((await chain.check({ remembered: null })).found).toEqual([]);
    const { found, texts } = await chain.check();
    expect([found, texts]).toEqual([[[6, null, 'rewritten']], ['第6条和本机留存的链末端对不上，链条被重写过']]);
    // Work goes on, and covers nothing up.
    await chain.tell(7);
    await chain.tell(8);
    await chain.seal();
    expect((await chain.check()).found).toEqual([[6, expect.any(String), 'rewritten']]);
  });

  it('inserted: a link in the middle, and links behind the end', async () => {
    const forged = await forgeEntry({ requestId: 'never' }, true);
    const [third, fourth, fifth] = await linksFrom(3);
    await relink(2, [{ entryId: forged.id, commitment: forged.commitment, sealedAtMs: third!.sealedAtMs }, third!, fourth!, fifth!]);
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned'], [6, null, 'unsigned']]);
    await chain.em().nativeUpdate(AuditBatch, { last: 5 }, { last: 6 });
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
  });

  it('changed: an entry, its commitment and every link after it', async () => {
    await chain.em().nativeUpdate(AuditEntry, { id: ids[2] }, { actorId: 'B' });
    const changed = await chain.contextOf(room).rows.selectFrom('AuditEntry').selectAll().where('id', '=', ids[2]!).executeTakeFirstOrThrow();
    const [third, ...rest] = await linksFrom(3);
    await relink(2, [{ ...third!, commitment: commitmentOf(changed as unknown as EntryContent) }, ...rest]);
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
    expect((await chain.check()).found).toEqual([[1, null, 'unsigned'], [5, ids[4], 'rewritten']]);
  });

  it('changed, after it was found intact: the daily check looks at what is old again', async () => {
    const daily = async () => {
      await room.subgraph.runOnce('check-chain');
      const last = chain.contextOf(room).rows.selectFrom('AuditCheckRun').select(['verifiedTo', 'problemCount', 'problems']).orderBy('id', 'desc');
      return last.limit(1).executeTakeFirstOrThrow();
    };
    expect(await daily()).toMatchObject({ verifiedTo: 5, problemCount: 0 });
    await chain.em().nativeUpdate(AuditEntry, { id: ids[1] }, { actorId: 'B' });
    room.clock.advance(DAY_MS);
    expect(await daily()).toEqual({ verifiedTo: 1, problemCount: 1, problems: expect.stringContaining('第2条的内容被改过') });
    // Nor does it help to write that checks were made, of links that are not there yet or at a time that has not come.
    await chain.em().nativeUpdate(AuditCheckRun, { problemCount: 1 }, { problemCount: 0, verifiedTo: 500_000, atMs: room.clock.now() + 900 * DAY_MS });
    room.clock.advance(3 * DAY_MS);
    expect(await daily()).toMatchObject({ verifiedTo: 1, problemCount: 1 });
  });

  it('reordered: links in another order, chained anew', async () => {
    const [third, fourth, fifth] = await linksFrom(3);
    await relink(2, [fourth!, third!, fifth!]);
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
  });

  it('re-signed: a batch and a published head under the writer\'s own key', async () => {
    await publishHead(chain.contextOf(room));
    await erase([ids[4]!]);
    const [fourth] = await linksFrom(4);
    await chain.em().nativeDelete(AuditSeal, { sequence: 5 });
    await chain.em().nativeDelete(AuditBatch, {});
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 4, hash: fourth!.hash });
    const span = { first: 1, last: 4, hash: fourth!.hash, sealedAtMs: fourth!.sealedAtMs };
    const own = auditKeysOf({ privatePem: stranger.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), retired: [], formerHeads: [] });
    await chain.em().insert(AuditBatch, { first: 1, last: 4, keyId: own.keyId, signature: signedByStranger(batchText(span)) });
    const anchor = { on: chinaDate(room.clock.now()), sequence: 4, hash: fourth!.hash, atMs: room.clock.now() };
    await chain.em().nativeDelete(AuditAnchor, {});
    await chain.em().insert(AuditAnchor, { ...anchor, signedBy: 'trust', publicKey: spkiOf(stranger.publicKey), signature: signedByStranger(anchorText(anchor)) });
    const { found, texts } = await chain.check({ remembered: null });
    expect(found).toEqual([[1, null, 'unsigned'], [4, null, 'rewritten']]);
    expect(texts).toEqual([`第1到第4条由不认识的密钥${own.keyId}签名`, '2026-11-25公布的链末端由不认识的密钥签名']);
    // In the name of a key that is known, the signature is still another's.
    await chain.em().nativeUpdate(AuditBatch, { last: 4 }, { keyId: room.services.auditKeys.keyId });
    await chain.em().nativeUpdate(AuditAnchor, { sequence: 4 }, { publicKey: spkiOf(room.services.auditKeys.publicKey) });
    expect((await chain.check({ remembered: null })).texts).toEqual(['第1到第4条的签名不对，这一批被改过', '2026-11-25公布的链末端，签名不对']);
  });

  it('says from which link on there are signatures, where there were none before', async () => {
    await chain.em().nativeDelete(AuditBatch, {});
    room.services.chainMemory.forget();
    expect(await chain.check()).toMatchObject({ verifiedTo: 5, signedFrom: null, found: [] });
    await chain.tell(6);
    await chain.seal();
    expect(await chain.check()).toMatchObject({ verifiedTo: 6, signedFrom: 6, found: [] });
    expect(await chain.check({ from: 4 })).toMatchObject({ verifiedTo: 6, signedFrom: 6, found: [] });
    // The first signature covers what was before it: nothing there can be changed any more.
    const all = await linksFrom(1);
    await erase([ids[0]!]);
    await relink(0, all.slice(1));
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
      room.services.auditKeys = auditKeysOf({ privatePem: pem, retired: [{ publicKey: first.publicKey, untilMs: until }], formerHeads: [] });
      const { found, texts } = await chain.check();
      expect([found, texts]).toEqual([[[6, null, 'unsigned']], [`第6条由已停用的密钥${first.keyId}签名，它只到2026-11-25 11:00有效`]]);
      room.services.auditKeys = auditKeysOf({ privatePem: pem, retired: [{ publicKey: first.publicKey, untilMs: until + 2 * HOUR_MS }], formerHeads: [] });
      await chain.tell(7);
      await chain.seal();
      room.clock.advance(DAY_MS);
      await publishHead(chain.contextOf(room));
      expect(await chain.check()).toMatchObject({ verifiedTo: 7, found: [] });
      expect((await chain.em().find(AuditBatch, {}, { orderBy: { last: 1 } })).map(({ keyId }) => keyId)).toEqual([first.keyId, first.keyId, room.services.auditKeys.keyId]);
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

  it('never lets the time of seals fall where the clock is set back, and says when it stands ahead of the checker\'s', async () => {
    room.clock.advance(-30 * 1000);
    await chain.tell(6);
    await chain.seal();
    expect((await linksFrom(5)).map(({ sealedAtMs }) => sealedAtMs)).toEqual([room.clock.now() + 30_000, room.clock.now() + 30_000]);
    expect((await chain.check()).found).toEqual([]);
    expect((await chain.check({ nowMs: room.clock.now() - 2 * MINUTE_MS })).found.map(([sequence, , kind]) => [sequence, kind])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 'dated']));
  });
});
