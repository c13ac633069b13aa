import { PHOTO } from '../journeys/plants.ts';
import type { Town } from './town.fixture.ts';
import { headOf } from './town.rows.ts';

/** Whatever is called back: its goods are destroyed or gone, it is reported, and two people end it. */
export async function endRecalls(town: Town): Promise<void> {
  for (const job of ['end-recalls', 'relay', 'end-recalls']) await town.rounds(job);
  const sealed = await town.rows('orders', "select id, caseId, partyId from RecallRow where state = 'sealed'");
  for (const { id, caseId, partyId } of sealed) {
    const head = headOf(partyId, 'seller-owner');
    const photo = await town.edge(head, 'orders', 'POST', '/files?purpose=recall-proof-photo', PHOTO);
    const photoId = String(JSON.parse(photo).id);
    await town.act(head, 'orders', 'destroyRecalled', { caseId, rowIds: [id], photoId });
    await town.edge('operator-admin', 'orders', 'GET', `/files/${photoId}`);
    await town.act('operator-admin', 'orders', 'decideDestruction', { caseId, rowIds: [id], accepted: true });
  }
  for (const { id: caseId } of await town.rows('orders', 'select id from RecallCase where closedAtMs is null')) {
    await town.act('reviewer', 'orders', 'issueRecallReport', { caseId });
    const scan = await town.edge('reviewer', 'orders', 'POST', '/files?purpose=recall-receipt-scan', PHOTO);
    const receiptFileId = String(JSON.parse(scan).id);
    const reported = { caseId, authority: 'COUNTY', receipt: '召回回执1号', receiptFileId };
    await town.act('reviewer', 'orders', 'reportRecall', reported);
    await town.act('reviewer', 'orders', 'proposeRecallClosure', { caseId });
    await town.act('operator-admin', 'orders', 'confirmRecallClosure', { caseId });
  }
  await town.later(60);
}

/** A seller calls back every lot of a SKU that can still be sold. */
export async function callBack(town: Town, skuId: string): Promise<void> {
  const lots = await town.rows('catalog', "select id, partyId from Lot where skuId = ? and state = 'released'", [
    skuId,
  ]);
  for (const { id, partyId } of lots)
    await town.act(headOf(partyId, 'seller-owner'), 'catalog', 'recallLot', { lotId: id, reason: '包装漏气' });
}
