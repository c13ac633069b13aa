import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { AuditEntry, AuditSeal } from './audit.entity.ts';

const admin = staff('operator-admin');
const CHECK = '{ auditCheck { intact verifiedTo total problems { sequence kind text } } }';

describe('the audit trail', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
    for (let i = 1; i <= 5; i++) {
      await room.tell('orders', 'orders.act-recorded.v1', { operation: 'placeOrder', requestId: `r${i}`, actorKind: 'account', actorId: 'A', roles: ['consumer'], subject: [{ type: 'order', id: `O${i}`, clause: '7.5.w' }] });
    }
    await room.subgraph.runOnce();
  });
  afterEach(() => room.close());
  const check = async () => (await room.graph<any>(admin, CHECK)).auditCheck;
  const em = () => room.subgraph.orm.em.fork();

  it('keeps each act of each subgraph once, and shows it to those who supervise [11.5.dh]', async () => {
    await room.tell('orders', 'orders.act-recorded.v1', { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] }, 'SAMEEVENT');
    await room.tell('orders', 'orders.act-recorded.v1', { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] }, 'SAMEEVENT');
    const trail = await room.graph<any>(staff('regulator'), '{ auditTrail(first: 3) { edges { node { operation sealed subjects { type id clause } } } pageInfo { hasNextPage } } }');
    expect(trail.auditTrail.edges[0].node).toEqual({ operation: 'x', sealed: false, subjects: [] });
    expect(trail.auditTrail.pageInfo.hasNextPage).toBe(true);
    expect(await room.count('AuditEntry')).toBe(6);
    expect((await room.graphWithErrors(staff('mediator'), CHECK)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });

  it('records its own mutations like everybody\'s', async () => {
    await room.signIn('alice');
    await room.subgraph.runOnce();
    const act = room.sent.find(({ event }) => event.type === 'trust.act-recorded.v1')!;
    expect(act).toMatchObject({ consumer: 'trust', event: { payload: { operation: 'signInWithWechat', actorKind: 'anonymous' } } });
  });

  it('verifies from the first link to the last', async () => {
    expect(await check()).toEqual({ intact: true, verifiedTo: 5, total: 5, problems: [] });
  });

  it('names an altered entry', async () => {
    const third = await em().findOneOrFail(AuditSeal, { sequence: 3 });
    await em().nativeUpdate(AuditEntry, { id: third.entryId }, { actorId: 'SOMEBODY-ELSE' });
    expect(await check()).toMatchObject({ intact: false, verifiedTo: 2, problems: [{ sequence: 3, kind: 'altered', text: '第3条的内容被改过' }] });
  });

  it('names a dropped entry, a dropped link and a cut-off end', async () => {
    const second = await em().findOneOrFail(AuditSeal, { sequence: 2 });
    await em().nativeDelete(AuditEntry, { id: second.entryId });
    expect((await check()).problems).toMatchObject([{ sequence: 2, kind: 'dropped' }]);
    await em().nativeDelete(AuditSeal, { sequence: 2 });
    expect((await check()).problems).toMatchObject([{ sequence: 2, kind: 'dropped', text: '第2条起缺1条' }]);
    await em().nativeDelete(AuditSeal, { sequence: { $in: [2, 5] } });
    expect((await check()).problems).toContainEqual({ sequence: 5, kind: 'dropped', text: '第5条之后被截断' });
  });

  it('names links that were put in another order', async () => {
    const [third, fourth] = [await em().findOneOrFail(AuditSeal, { sequence: 3 }), await em().findOneOrFail(AuditSeal, { sequence: 4 })];
    await em().nativeUpdate(AuditSeal, { sequence: 3 }, { entryId: 'SWAPPED' });
    await em().nativeUpdate(AuditSeal, { sequence: 4 }, { entryId: third.entryId, commitment: third.commitment });
    await em().nativeUpdate(AuditSeal, { sequence: 3 }, { entryId: fourth.entryId, commitment: fourth.commitment });
    expect((await check()).problems).toMatchObject([{ sequence: 3, kind: 'reordered' }, { sequence: 4, kind: 'reordered' }]);
  });

  it('shows a chain that was wholly rewritten by its head', async () => {
    const fifth = await em().findOneOrFail(AuditSeal, { sequence: 5 });
    await em().nativeUpdate(AuditSeal, { sequence: 5 }, { hash: 'f'.repeat(64) });
    expect((await check()).problems.map((problem: { sequence: number }) => problem.sequence)).toEqual([5, 5]);
    await em().nativeUpdate(AuditSeal, { sequence: 5 }, { hash: fifth.hash });
    expect((await check()).intact).toBe(true);
  });
});
