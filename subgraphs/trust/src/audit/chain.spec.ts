import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { Inbox } from '@heitu/kit/data/entities';
import { idFrom, newId } from '@heitu/kit/rules/ids';
import { chainIn, FRESH, removeChains } from '../testing/chain.fixture.ts';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { AuditAnchor, AuditBatch, AuditEntry, AuditHead, AuditSeal } from './audit.entity.ts';
import { AUDIT_KEEP_MS, CHAIN_START, COMMITTED_COLUMNS, linkHash } from './chain.policy.ts';
import { publishHead } from './publish-head.ts';
import { sealEntries } from './seal-entries.ts';

afterAll(removeChains);

it('commits to every column of an entry', () => {
  expect([...COMMITTED_COLUMNS, 'sealed'].sort()).toEqual(Object.keys(AuditEntry.meta.properties).sort());
});

describe.each(Object.keys(FRESH))('the chain on %s', (dialect) => {
  let url: string;
  let room: TrustRoom;
  let ids: string[];
  let chain: ReturnType<typeof chainIn>;
  const { contextOf, tell, seal, em, check } = {
    contextOf: (of: TrustRoom) => chain.contextOf(of),
    tell: (n: number, id?: string) => chain.tell(n, id),
    seal: () => chain.seal(),
    em: () => chain.em(),
    // What the database alone shows; what is remembered beside it is for forged-chain.spec.ts.
    check: (options?: Parameters<typeof chain.check>[0]) => chain.check({ remembered: null, ...options }),
  };

  beforeAll(async () => {
    url = await FRESH[dialect]!();
    room = await openTrust({ url });
    chain = chainIn(room);
  });
  beforeEach(async () => {
    ids = await chain.begin();
  });
  afterAll(() => room.close());

  it('is whole from the first link to the last, also from the middle', async () => {
    expect(await check()).toEqual({
      from: 1,
      verifiedTo: 5,
      total: 5,
      problemCount: 0,
      signedFrom: 1,
      found: [],
      texts: [],
    });
    expect(await check({ from: 3 })).toMatchObject({ verifiedTo: 5, found: [] });
    expect(await check({ linksMax: 2 })).toMatchObject({ verifiedTo: 2, total: 5, found: [] });
  });

  it('names an entry of which any column was altered', async () => {
    const third = await em().findOneOrFail(AuditEntry, { id: ids[2] });
    for (const column of COMMITTED_COLUMNS.filter((name) => name !== 'id')) {
      await em().nativeUpdate(AuditEntry, { id: ids[2] }, { [column]: column === 'atMs' ? 1 : 'x' });
      expect([column, await check()]).toMatchObject([column, { verifiedTo: 2, found: [[3, ids[2], 'altered']] }]);
      expect(await check({ from: 4 })).toMatchObject({ verifiedTo: 5, found: [] });
      await em().nativeUpdate(AuditEntry, { id: ids[2] }, { [column]: third[column] });
    }
    expect((await check()).found).toEqual([]);
  });

  it('names both entries whose salts were swapped', async () => {
    const [second, fourth] = [
      await em().findOneOrFail(AuditEntry, { id: ids[1] }),
      await em().findOneOrFail(AuditEntry, { id: ids[3] }),
    ];
    await em().nativeUpdate(AuditEntry, { id: second.id }, { salt: fourth.salt });
    await em().nativeUpdate(AuditEntry, { id: fourth.id }, { salt: second.salt });
    expect((await check()).found).toEqual([
      [2, ids[1], 'altered'],
      [4, ids[3], 'altered'],
    ]);
  });

  it('names a dropped entry, dropped links, and each link of a cut-off end', async () => {
    await em().nativeDelete(AuditEntry, { id: ids[1] });
    expect((await check()).found).toEqual([[2, ids[1], 'dropped']]);
    await em().nativeDelete(AuditSeal, { sequence: { $in: [2, 3] } });
    // The entry of link 3 is still there and says that it was sealed; that of link 2 was received and is nowhere.
    expect((await check()).found).toEqual([
      [2, null, 'dropped'],
      [3, null, 'dropped'],
      [null, ids[2], 'unsealed'],
      [null, ids[1], 'dropped'],
    ]);
    await em().nativeDelete(AuditSeal, { sequence: { $gte: 4 } });
    expect((await check()).found).toEqual(
      expect.arrayContaining([
        [4, null, 'truncated'],
        [5, null, 'truncated'],
      ]),
    );
  });

  it('names links that were put in another order', async () => {
    const [third, fourth] = [
      await em().findOneOrFail(AuditSeal, { sequence: 3 }),
      await em().findOneOrFail(AuditSeal, { sequence: 4 }),
    ];
    await em().nativeUpdate(AuditSeal, { sequence: 3 }, { entryId: 'SWAPPED' });
    await em().nativeUpdate(AuditSeal, { sequence: 4 }, { entryId: third.entryId, commitment: third.commitment });
    await em().nativeUpdate(AuditSeal, { sequence: 3 }, { entryId: fourth.entryId, commitment: fourth.commitment });
    expect((await check()).found).toEqual([
      [3, ids[3], 'reordered'],
      [4, ids[2], 'reordered'],
    ]);
  });

  it('names a link whose hash or time was altered, a head that was, and one that was taken back', async () => {
    const last = await em().findOneOrFail(AuditSeal, { sequence: 5 });
    await em().nativeUpdate(AuditSeal, { sequence: 5 }, { hash: 'f'.repeat(64) });
    expect((await check()).found).toEqual([
      [5, ids[4], 'reordered'],
      [1, null, 'unsigned'],
      [5, null, 'altered'],
    ]);
    await em().nativeUpdate(AuditSeal, { sequence: 5 }, { hash: last.hash, sealedAtMs: 1 });
    expect((await check()).found).toEqual([
      [5, ids[4], 'reordered'],
      [1, null, 'unsigned'],
    ]);
    await em().nativeUpdate(AuditSeal, { sequence: 5 }, { sealedAtMs: last.sealedAtMs });
    const fourth = await em().findOneOrFail(AuditSeal, { sequence: 4 });
    await em().nativeUpdate(AuditHead, { id: 'head' }, { sequence: 4, hash: fourth.hash });
    expect((await check()).found).toEqual([[5, ids[4], 'truncated']]);
    await em().nativeDelete(AuditHead, { id: 'head' });
    expect((await check()).found).toEqual([[5, ids[4], 'truncated']]);
  });

  it('names entries that never came into the chain, and does not seal one twice', async () => {
    const forged = newId(room.clock.now());
    const model = await em().findOneOrFail(AuditEntry, { id: ids[0] });
    await em().insert(AuditEntry, { ...model, id: forged, operation: 'nothing', sealed: true });
    expect((await check()).found).toEqual([[null, forged, 'unsealed']]);
    await em().nativeDelete(AuditEntry, { id: forged });
    // Kept from the sealer for long, and gone before it came.
    const [late, gone] = [newId(room.clock.now()), newId(room.clock.now())];
    await tell(6, late);
    await tell(7, gone);
    await em().nativeDelete(AuditEntry, { id: gone });
    expect((await check()).found).toEqual([[null, gone, 'dropped']]);
    room.clock.advance(11 * MINUTE_MS);
    expect((await check()).found).toEqual([
      [null, late, 'unsealed'],
      [null, gone, 'dropped'],
    ]);
    await em().nativeDelete(Inbox, { key: `${gone}:record-act` });
    await em().nativeUpdate(AuditEntry, { id: ids[0] }, { sealed: false });
    await seal();
    expect(await check()).toMatchObject({ total: 6, found: [] });
    expect((await em().findOneOrFail(AuditEntry, { id: ids[0] })).sealed).toBe(true);
  });

  it('takes an event that is delivered twice, also at the same time, as one entry', async () => {
    const id = newId(room.clock.now());
    await Promise.all([tell(6, id), tell(6, id)]);
    await tell(6, id);
    await seal();
    expect(await check()).toMatchObject({ total: 6, found: [] });
  });

  it('stays one chain when two replicas seal at once', async () => {
    const other = await openTrust({ url });
    // Replicas have one key, and on one host one memory.
    Object.assign(other.services, { auditKeys: room.services.auditKeys, chainMemory: room.services.chainMemory });
    try {
      for (let round = 0; round < 5; round++) {
        for (let i = 0; i < 20; i++) await tell(i);
        await Promise.all([sealEntries(contextOf(room)), sealEntries(contextOf(other)), sealEntries(contextOf(room))]);
      }
      await seal();
      expect(await check()).toMatchObject({ total: 105, found: [] });
    } finally {
      await other.close();
    }
  }, 30_000);

  it('shows a chain that was rewritten, head and all, by what was published', async () => {
    await publishHead(contextOf(room));
    const { sequence, hash } = await em().findOneOrFail(AuditAnchor, { on: '2026-11-25' });
    expect((await check({ witnessed: [{ sequence, hash }] })).found).toEqual([]);
    // The first act never was, the rest closes up.
    await em().nativeDelete(AuditEntry, { id: ids[0] });
    await em().nativeDelete(Inbox, { key: `${ids[0]}:record-act` });
    const rest = (await em().find(AuditSeal, { sequence: { $gt: 1 } }, { orderBy: { sequence: 1 } })).map((row) => ({
      ...row,
    }));
    await em().nativeDelete(AuditSeal, {});
    let last = CHAIN_START;
    for (const { entryId, commitment, sealedAtMs } of rest) {
      const link = { sequence: last.sequence + 1, entryId, commitment, sealedAtMs };
      last = { sequence: link.sequence, hash: linkHash(last.hash, link) };
      await em().insert(AuditSeal, { ...link, hash: last.hash });
    }
    await em().nativeUpdate(AuditHead, { id: 'head' }, last);
    expect((await check()).found).toEqual([
      [5, null, 'truncated'],
      [5, null, 'rewritten'],
    ]);
    // Nor are there signatures that could tell.
    await em().nativeDelete(AuditBatch, {});
    expect((await check()).found).toEqual([[5, null, 'rewritten']]);
    // The published head is rewritten too: its signature is not, and what others kept still is what it was.
    await em().nativeUpdate(AuditAnchor, { on: '2026-11-25' }, last);
    expect((await check()).found).toEqual([[4, null, 'rewritten']]);
    // Signed anew with a key of the rewriter's: only what others kept tells.
    await em().nativeDelete(AuditAnchor, {});
    await publishHead(contextOf(room));
    expect((await check()).found).toEqual([]);
    expect((await check({ witnessed: [{ sequence, hash }] })).found).toEqual([[5, null, 'rewritten']]);
  });

  it('tells content that was deleted by the rules from content that somebody dropped', async () => {
    await publishHead(contextOf(room));
    room.clock.advance(AUDIT_KEEP_MS + DAY_MS);
    await tell(6);
    await room.subgraph.runOnce();
    await seal();
    expect(await em().count(AuditEntry, { id: { $in: ids } })).toBe(0);
    expect((await check()).found).toEqual([]);
    const young = (await em().findOneOrFail(AuditSeal, { sequence: 6 })).entryId;
    await em().nativeDelete(AuditEntry, { id: young });
    expect((await check()).found).toEqual([[6, young, 'dropped']]);
    // An entry that says otherwise is not believed: the chain's own times are too young for it.
    const forget = await em().findOneOrFail(AuditEntry, { operation: 'forget-audit-content' });
    await em().insert(AuditEntry, {
      ...forget,
      id: idFrom('zzz').replace(/^0/, '7'),
      subject: JSON.stringify([{ type: 'audit-sequence', id: '6' }]),
      sealed: false,
    });
    await seal();
    expect((await check()).found).toEqual([[6, young, 'dropped']]);
  });
});
