import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { buyer, deliverOne, honeySeller, openOrders, riceSeller, type Room } from '../orders.fixture.ts';
import { toReport } from './reported.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const second = account('second', { role: 'reviewer' });
const CASE = 'recall-1';

/** What the sceptic found: spoiled meat called back as level two stays so, though somebody fell ill of it. */
describe('the level of an open recall [7.3.6.a-c]', () => {
  let room: Room;
  let openedAtMs: number;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 20, '2026-12-10');
    await deliverOne(room, [['rice', 1]]);
    openedAtMs = room.clock.now();
    await called('lot-1');
  });
  afterEach(() => room.close());

  const called = (lotId: string) =>
    room.tell('catalog.lot-blocked.v1', {
      lotId,
      lotCode: `L-${lotId}`,
      skuId: 'rice',
      partyId: 'party-rice',
      cause: 'recalled',
      reason: '召回',
      recallId: CASE,
      recall: {
        caseId: CASE,
        rootLotId: 'lot-1',
        rootLotCode: 'L-lot-1',
        goods: '五常大米',
        level: 'three',
        hazard: 'label',
        caller: 'seller',
        orderNumber: null,
        atMs: openedAtMs,
      },
    });
  const does = async (as: Actor, name: string, more: object): Promise<any> => {
    const type = name[0]!.toUpperCase() + name.slice(1);
    const answer = await room.graph<any>(
      as,
      `mutation($input: ${type}Input!) { ${name}(input: $input) {
        ... on RecallCase { level hazard state levelText regrades { state reason availableActions } }
        ... on ${type}Refused { code details { text } } } }`,
      { input: { ...more } },
    );
    return answer[name];
  };
  let request = 0;
  const regrade = (as: Actor, level: string, more: object = {}) =>
    does(as, 'regradeRecall', {
      requestId: `regrade-${++request}`,
      caseId: CASE,
      level,
      reason: '有人吃了不舒服',
      ...more,
    });
  const decide = (as: Actor, accepted = true) => does(as, 'decideRecallRegrade', { caseId: CASE, accepted });
  const found = () => room.context().rows.selectFrom('RecallCase').selectAll().executeTakeFirstOrThrow();
  const rows = () =>
    room.context().rows.selectFrom('RecallRow').select(['state', 'dueAtMs', 'lotId']).orderBy('state').execute();
  const due = async () =>
    (await room.graph<any>(admin, '{ ordersDue { kind } }')).ordersDue.filter(
      ({ kind }: { kind: string }) => kind === 'RECALL_REGRADE',
    ).length;

  it('rises at once, by whoever learns of it, and times and words follow', async () => {
    room.clock.advance(3 * HOUR_MS);
    const nowMs = room.clock.now();
    expect(await regrade(riceSeller, 'ONE', { hazard: 'ALLERGEN' })).toMatchObject({
      level: 'ONE',
      hazard: 'ALLERGEN',
      state: 'OPENED',
      levelText: '最急的：吃了可能伤人，10个工作日内办完',
      regrades: [{ state: 'IN_FORCE', reason: '有人吃了不舒服', availableActions: [] }],
    });
    expect(await found()).toMatchObject({
      level: 'one',
      reportDueAtMs: nowMs + 24 * HOUR_MS,
      finishDueAtMs: addWorkingDays(nowMs, 10),
    });
    expect(await rows()).toEqual([
      { state: 'at-buyer', lotId: 'lot-1', dueAtMs: nowMs + 24 * HOUR_MS },
      { state: 'sealed', lotId: 'lot-1', dueAtMs: addWorkingDays(nowMs, 10) },
    ]);
    expect(await room.published('orders.recall-regraded.v1')).toEqual([
      {
        caseId: CASE,
        goods: '五常大米',
        rootLotCode: 'L-lot-1',
        level: 'one',
        hazard: 'allergen',
        isGraver: true,
        finishDueAtMs: addWorkingDays(nowMs, 10),
        partyIds: ['party-rice'],
      },
    ]);
  });

  it('is as grave as what is wrong with it, or the gravest, where its seller names no level', async () => {
    expect(await regrade(riceSeller, '', { level: null, hazard: 'SPOILED' })).toMatchObject({ level: 'TWO' });
    expect(await regrade(riceSeller, '', { level: null })).toMatchObject({ level: 'ONE' });
    expect(await regrade(riceSeller, '', { level: null })).toMatchObject({ code: 'SAME_LEVEL' });
  });

  it('never gives anybody longer by rising', async () => {
    room.clock.advance(70 * HOUR_MS);
    const { reportDueAtMs } = await found();
    await regrade(admin, 'TWO', { hazard: 'SPOILED' });
    expect((await found()).reportDueAtMs).toBe(reportDueAtMs);
  });

  it('holds for lots that are found afterwards, whatever catalog knew when it told of them', async () => {
    await regrade(admin, 'ONE', { hazard: 'ALLERGEN' });
    await room.release('rice', 'lot-2', 4, '2027-12-10');
    await called('lot-2');
    expect(await found()).toMatchObject({ level: 'one', hazard: 'allergen' });
    const [, , later] = await rows();
    expect(later).toEqual({ state: 'sealed', lotId: 'lot-2', dueAtMs: addWorkingDays(openedAtMs, 10) });
  });

  it('is told to the authority anew, and a closure that waited is open again', async () => {
    await does(admin, 'issueRecallReport', { caseId: CASE });
    await does(admin, 'reportRecall', await toReport(room, admin, CASE));
    room.clock.advance(HOUR_MS);
    const nowMs = room.clock.now();
    expect(await regrade(second, 'TWO', { hazard: 'MICROBE' })).toMatchObject({ state: 'NOTIFIED' });
    expect(await found()).toMatchObject({ reportedAtMs: null, receipt: null, reportDueAtMs: nowMs + 48 * HOUR_MS });
    const again = { caseId: CASE, authority: 'COUNTY', receipt: '2026-2', receiptFileId: 'recall-receipt-scan' };
    expect(await does(admin, 'reportRecall', again)).toMatchObject({ code: 'REPORT_NOT_ISSUED' });
    await does(admin, 'issueRecallReport', { caseId: CASE });
    expect(await does(admin, 'reportRecall', again)).toMatchObject({ state: 'REPORTED' });
    const kept = await room.context().rows.selectFrom('RecallRegrade').selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ receiptBefore: '2026-1', authorityBefore: '县级市场监督管理局' });
  });

  it('is lowered by two people of the platform, and by nobody alone', async () => {
    await regrade(admin, 'ONE', { hazard: 'OTHER' });
    expect(await regrade(riceSeller, 'TWO')).toMatchObject({ code: 'ONLY_PLATFORM_LOWERS' });
    expect(await regrade(admin, 'THREE')).toMatchObject({ level: 'ONE', regrades: [{ state: 'PROPOSED' }, {}] });
    expect(await due()).toBe(1);
    expect(await regrade(second, 'TWO')).toMatchObject({ code: 'LOWERING_WAITS' });
    expect(await decide(admin)).toMatchObject({ code: 'SAME_PERSON' });
    expect((await found()).level).toBe('one');
    expect(await decide(second)).toMatchObject({ level: 'THREE' });
    expect(await found()).toMatchObject({
      reportDueAtMs: openedAtMs + 72 * HOUR_MS,
      finishDueAtMs: addWorkingDays(openedAtMs, 30),
    });
    expect(await rows()).toMatchObject([
      { state: 'at-buyer', dueAtMs: openedAtMs + 72 * HOUR_MS },
      { state: 'sealed', dueAtMs: addWorkingDays(openedAtMs, 30) },
    ]);
    expect(await decide(second)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await due()).toBe(0);
  });

  it('stays as it is where nobody agrees, where nobody looks, or where it turns out to be graver', async () => {
    await regrade(admin, 'TWO', { hazard: 'SPOILED' });
    await regrade(admin, 'THREE');
    expect(await decide(second, false)).toMatchObject({ level: 'TWO', regrades: [{ state: 'REFUSED' }, {}] });
    await regrade(admin, 'THREE');
    room.clock.advance(10 * DAY_MS);
    await room.subgraph.runOnce('end-recalls');
    expect(await decide(second)).toMatchObject({ code: 'WRONG_STATE' });
    await regrade(admin, 'THREE');
    expect(await regrade(riceSeller, 'ONE')).toMatchObject({
      level: 'ONE',
      regrades: [{ state: 'IN_FORCE' }, { state: 'LAPSED' }, { state: 'LAPSED' }, { state: 'REFUSED' }, {}],
    });
  });

  it('is changed by nobody who has nothing to do with it, nor to what it cannot be, nor for nothing', async () => {
    expect(await regrade(honeySeller, 'ONE')).toMatchObject({ code: 'NOT_FOUND' });
    await expect(regrade(buyer, 'ONE')).rejects.toThrow();
    expect(await regrade(admin, 'THREE')).toMatchObject({ code: 'SAME_LEVEL' });
    expect(await regrade(riceSeller, 'TWO', { hazard: 'ALLERGEN' })).toMatchObject({
      code: 'LEVEL_TOO_MILD',
      details: [{ text: '“致敏的东西没有标明”至少是一级召回' }],
    });
    await room.context().em.execute("update RecallCase set state = 'closed'");
    expect(await regrade(admin, 'ONE')).toMatchObject({ code: 'WRONG_STATE' });
    expect((await found()).level).toBe('three');
    expect(await room.published('orders.recall-regraded.v1')).toEqual([]);
  });
});
