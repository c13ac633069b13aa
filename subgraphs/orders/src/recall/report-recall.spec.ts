import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { honeySeller, openOrders, otherBuyer, riceSeller, type Room } from '../orders.fixture.ts';
import { fileAudience } from '../files.ts';
import { toReport, uploaded } from './reported.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const second = account('second', { role: 'reviewer' });
const CASE = 'recall-1';

describe('the report of a recall to the authority [7.3.6.a-c]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-1', 20, '2026-12-10');
    await room.tell('catalog.lot-blocked.v1', {
      lotId: 'lot-1',
      lotCode: 'L-lot-1',
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
        level: 'two',
        hazard: 'residue',
        caller: 'operator',
        orderNumber: null,
        atMs: room.clock.now(),
      },
    });
  });
  afterEach(() => room.close());

  const does = async (name: 'reportRecall' | 'issueRecallReport', input: object): Promise<any> => {
    const type = name[0]!.toUpperCase() + name.slice(1);
    const answer = await room.graph<any>(
      admin,
      `mutation($input: ${type}Input!) { ${name}(input: $input) {
        ... on RecallCase { state authority receipt receiptFileId }
        ... on ${type}Refused { code details { path text } } } }`,
      { input },
    );
    return answer[name];
  };
  const kept = () =>
    room
      .context()
      .rows.selectFrom('RecallCase')
      .select(['state', 'authority', 'receipt', 'receiptFileId', 'reportedAtMs'])
      .executeTakeFirstOrThrow();
  const nothing = { state: 'opened', authority: null, receipt: null, receiptFileId: null, reportedAtMs: null };

  it('is written down of a report that was issued, with the scan of its receipt', async () => {
    const report = await toReport(room, admin, CASE);
    expect(await does('reportRecall', report)).toMatchObject({ code: 'REPORT_NOT_ISSUED' });
    expect(await kept()).toEqual(nothing);
    await does('issueRecallReport', { caseId: CASE });
    for (const receiptFileId of ['none', await uploaded(room, second, 'recall-receipt-scan', 'of-another')])
      expect(await does('reportRecall', { ...report, receiptFileId })).toMatchObject({
        code: 'RECEIPT_UNKNOWN',
        details: [{ path: ['receiptFileId'] }],
      });
    expect(await kept()).toEqual(nothing);
    expect(await does('reportRecall', report)).toEqual({
      state: 'REPORTED',
      authority: '县级市场监督管理局',
      receipt: '2026-1',
      receiptFileId: report.receiptFileId,
    });
  });

  it('goes to an authority of the list', async () => {
    await does('issueRecallReport', { caseId: CASE });
    const report = await toReport(room, admin, CASE);
    await expect(does('reportRecall', { ...report, authority: '随便' })).rejects.toThrow('RecallAuthority');
    expect(await kept()).toEqual(nothing);
  });

  it('has a receipt for whoever sees the case', async () => {
    await does('issueRecallReport', { caseId: CASE });
    const report = await toReport(room, admin, CASE);
    await does('reportRecall', report);
    const file = { id: report.receiptFileId, purpose: 'recall-receipt-scan' };
    const audiences = await Promise.all(
      [second, riceSeller, honeySeller, otherBuyer].map((as) => fileAudience(room.context(as), file)),
    );
    expect(audiences).toEqual(['caller', 'caller', 'nobody', 'nobody']);
  });
});
