import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { newId } from '@heitu/kit/rules/ids';
import { chainIn, FRESH, removeChains } from '../testing/chain.fixture.ts';
import { forgerOf } from '../testing/forger.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { auditKeysOf } from './audit-keys.ts';
import { AuditAnchor, AuditBatch, AuditCheckRun, AuditEntry, AuditHead, AuditSeal } from './audit.entity.ts';
import {
  anchorText,
  AUDIT_KEEP_MS,
  batchText,
  commitmentOf,
  linkHash,
  spkiOf,
  type EntryContent,
} from './chain.policy.ts';
import { forgetContent } from './forget-content.ts';
import { publishHead } from './publish-head.ts';

afterAll(removeChains);

/** Each way in which somebody who can write to the database, and has no key, might empty or change the trail. */
describe.each(Object.keys(FRESH))('a database writer without keys, on %s', (dialect) => {
  let room: TrustRoom;
  let chain: ReturnType<typeof chainIn>;
  let forger: ReturnType<typeof forgerOf>;
  let ids: string[];
  const stranger = generateKeyPairSync('ed25519');
  const signedByStranger = (text: string) => sign(null, Buffer.from(text), stranger.privateKey).toString('base64url');

  beforeAll(async () => {
    room = await openTrust({ url: await FRESH[dialect]!() });
    chain = chainIn(room);
    forger = forgerOf(room, chain);
  });
  beforeEach(async () => {
    ids = await chain.begin();
  });
  afterAll(() => room.close());

  /** The last entry, its link and every signature go, and the head is set back; answers the link that is the last then. */
  async function removeFifth() {
    await forger.erase([ids[4]!]);
    const [fourth] = await forger.linksFrom(4);
    await chain.em().nativeDelete(AuditSeal, { sequence: 5 });
    await chain.em().nativeDelete(AuditBatch, {});
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 4, hash: fourth!.hash });
    return fourth!;
  }

  const FORGET = { sender: 'trust', actorKind: 'system', actorId: 'trust', operation: 'forget-audit-content' };

  it('dated ahead: an entry three years ahead allows no forgetting, and is told with what it hid', async () => {
    await publishHead(chain.contextOf(room));
    const aheadMs = room.clock.now() + AUDIT_KEEP_MS + DAY_MS;
    const forged = await forger.forgeEntry(
      ids[0]!,
      { ...FORGET, subject: JSON.stringify([{ type: 'audit-sequence', id: '5' }]), atMs: aheadMs },
      true,
    );
    const [last] = await forger.linksFrom(5);
    const link = { sequence: 6, entryId: forged.id, commitment: forged.commitment, sealedAtMs: aheadMs };
    const hash = linkHash(last!.hash, link);
    await chain.em().insert(AuditSeal, { ...link, hash });
    await chain.em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 6, hash });
    await forger.erase(ids);
    const { found, texts } = await chain.check();
    expect(found).toEqual(
      expect.arrayContaining([
        ...ids.map((id, i) => [i + 1, id, 'dropped']),
        [6, forged.id, 'dated'],
        [6, null, 'unsigned'],
      ]),
    );
    expect(texts).toContain('第6条的入链时间在现在之后：2029-11-25 10:00');
    // The honest sealer goes on behind it: by its own clock, and the forged link stays what it is.
    await chain.tell(7);
    await chain.seal();
    const after = await chain.check();
    expect((await forger.linksFrom(7))[0]!.sealedAtMs).toBe(room.clock.now());
    expect(after.found).toEqual(
      expect.arrayContaining([
        [1, ids[0], 'dropped'],
        [6, forged.id, 'dated'],
        [6, null, 'unsigned'],
        [7, expect.any(String), 'dated'],
      ]),
    );
  });

  it('dated ahead: an entry that the honest sealer chains is told, and allows no forgetting either', async () => {
    await publishHead(chain.contextOf(room));
    const forged = await forger.forgeEntry(
      ids[0]!,
      {
        ...FORGET,
        subject: JSON.stringify([{ type: 'audit-sequence', id: '5' }]),
        atMs: room.clock.now() + AUDIT_KEEP_MS + DAY_MS,
      },
      false,
    );
    await chain.seal();
    await forger.erase([ids[1]!]);
    expect((await chain.check()).found).toEqual([
      [2, ids[1], 'dropped'],
      [6, forged.id, 'dated'],
    ]);
    await forgetContent(chain.contextOf(room));
    expect(await chain.em().count(AuditEntry, { id: { $in: ids } })).toBe(4);
  });

  it("dated ahead: an old date on the links does not make them old, nor does a head of the writer's own", async () => {
    const oldMs = room.clock.now() - AUDIT_KEEP_MS - DAY_MS;
    const old = (await forger.linksFrom(1)).map((link) => ({ ...link, sealedAtMs: oldMs }));
    await forger.relink(0, old);
    const [last] = await forger.linksFrom(5);
    const anchor = { on: chinaDate(oldMs), sequence: 5, hash: last!.hash, atMs: oldMs };
    await chain.em().insert(AuditAnchor, {
      ...anchor,
      signedBy: 'trust',
      publicKey: spkiOf(stranger.publicKey),
      signature: signedByStranger(anchorText(anchor)),
    });
    await chain.tell(6);
    await chain.seal();
    await forger.erase(ids);
    const { found } = await chain.check();
    expect(found).toEqual(
      expect.arrayContaining([
        ...ids.map((id, i) => [i + 1, id, 'dropped']),
        [1, null, 'unsigned'],
        [5, null, 'rewritten'],
      ]),
    );
  });

  it('dated: an entry that is older than any act can be when it comes is told', async () => {
    const backdated = await forger.forgeEntry(ids[0]!, { atMs: room.clock.now() - 200 * DAY_MS }, false);
    await chain.seal();
    expect((await chain.check()).found).toEqual([[6, backdated.id, 'dated']]);
  });

  it('removed from the middle: the links close up, and the signed batch no longer holds', async () => {
    const rest = (await forger.linksFrom(3)).filter(({ sequence }) => sequence !== 3);
    await forger.erase([ids[2]!]);
    await forger.relink(2, rest);
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
    await forger.erase([more[0]!]);
    await forger.relink(5, [(await forger.linksFrom(7))[0]!]);
    await chain.em().nativeUpdate(AuditBatch, { last: 7 }, { last: 6, first: 6 });
    expect((await chain.check({ remembered: null })).found).toEqual([[6, null, 'unsigned']]);
  });

  it('removed from the end, behind a published head', async () => {
    await publishHead(chain.contextOf(room));
    await removeFifth();
    expect((await chain.check({ remembered: null })).found).toEqual([[5, null, 'rewritten']]);
  });

  it('removed from the end, since the last published head: back to a batch that was signed', async () => {
    await publishHead(chain.contextOf(room));
    const [fifth] = await forger.linksFrom(5);
    const gone = newId(room.clock.now());
    await chain.tell(6, gone);
    await chain.seal();
    await forger.erase([gone]);
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
    const forged = await forger.forgeEntry(ids[0]!, { requestId: 'never' }, true);
    const [third, fourth, fifth] = await forger.linksFrom(3);
    await forger.relink(2, [
      { entryId: forged.id, commitment: forged.commitment, sealedAtMs: third!.sealedAtMs },
      third!,
      fourth!,
      fifth!,
    ]);
    expect((await chain.check({ remembered: null })).found).toEqual([
      [1, null, 'unsigned'],
      [6, null, 'unsigned'],
    ]);
    await chain.em().nativeUpdate(AuditBatch, { last: 5 }, { last: 6 });
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
  });

  it('changed: an entry, its commitment and every link after it', async () => {
    await chain.em().nativeUpdate(AuditEntry, { id: ids[2] }, { actorId: 'B' });
    const changed = await chain
      .contextOf(room)
      .rows.selectFrom('AuditEntry')
      .selectAll()
      .where('id', '=', ids[2]!)
      .executeTakeFirstOrThrow();
    const [third, ...rest] = await forger.linksFrom(3);
    await forger.relink(2, [{ ...third!, commitment: commitmentOf(changed as unknown as EntryContent) }, ...rest]);
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
    expect((await chain.check()).found).toEqual([
      [1, null, 'unsigned'],
      [5, ids[4], 'rewritten'],
    ]);
  });

  it('changed, after it was found intact: the daily check looks at what is old again', async () => {
    const daily = async () => {
      await room.subgraph.runOnce('check-chain');
      const last = chain
        .contextOf(room)
        .rows.selectFrom('AuditCheckRun')
        .select(['verifiedTo', 'problemCount', 'problems'])
        .orderBy('id', 'desc');
      return last.limit(1).executeTakeFirstOrThrow();
    };
    expect(await daily()).toMatchObject({ verifiedTo: 5, problemCount: 0 });
    await chain.em().nativeUpdate(AuditEntry, { id: ids[1] }, { actorId: 'B' });
    room.clock.advance(DAY_MS);
    expect(await daily()).toEqual({
      verifiedTo: 1,
      problemCount: 1,
      problems: expect.stringContaining('第2条的内容被改过'),
    });
    // Nor does it help to write that checks were made, of links that are not there yet or at a time that has not come.
    await chain
      .em()
      .nativeUpdate(
        AuditCheckRun,
        { problemCount: 1 },
        { problemCount: 0, verifiedTo: 500_000, atMs: room.clock.now() + 900 * DAY_MS },
      );
    room.clock.advance(3 * DAY_MS);
    expect(await daily()).toMatchObject({ verifiedTo: 1, problemCount: 1 });
  });

  it('reordered: links in another order, chained anew', async () => {
    const [third, fourth, fifth] = await forger.linksFrom(3);
    await forger.relink(2, [fourth!, third!, fifth!]);
    expect((await chain.check({ remembered: null })).found).toEqual([[1, null, 'unsigned']]);
  });

  it("re-signed: a batch and a published head under the writer's own key", async () => {
    await publishHead(chain.contextOf(room));
    const fourth = await removeFifth();
    const span = { first: 1, last: 4, hash: fourth.hash, sealedAtMs: fourth.sealedAtMs };
    const own = auditKeysOf({
      privatePem: stranger.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      retired: [],
      formerHeads: [],
    });
    await chain
      .em()
      .insert(AuditBatch, { first: 1, last: 4, keyId: own.keyId, signature: signedByStranger(batchText(span)) });
    const anchor = { on: chinaDate(room.clock.now()), sequence: 4, hash: fourth.hash, atMs: room.clock.now() };
    await chain.em().nativeDelete(AuditAnchor, {});
    await chain.em().insert(AuditAnchor, {
      ...anchor,
      signedBy: 'trust',
      publicKey: spkiOf(stranger.publicKey),
      signature: signedByStranger(anchorText(anchor)),
    });
    const { found, texts } = await chain.check({ remembered: null });
    expect(found).toEqual([
      [1, null, 'unsigned'],
      [4, null, 'rewritten'],
    ]);
    expect(texts).toEqual([`第1到第4条由不认识的密钥${own.keyId}签名`, '2026-11-25公布的链末端由不认识的密钥签名']);
    // In the name of a key that is known, the signature is still another's.
    await chain.em().nativeUpdate(AuditBatch, { last: 4 }, { keyId: room.services.auditKeys.keyId });
    await chain
      .em()
      .nativeUpdate(AuditAnchor, { sequence: 4 }, { publicKey: spkiOf(room.services.auditKeys.publicKey) });
    expect((await chain.check({ remembered: null })).texts).toEqual([
      '第1到第4条的签名不对，这一批被改过',
      '2026-11-25公布的链末端，签名不对',
    ]);
  });
});
