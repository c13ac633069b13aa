import { openingId } from '@heitu/kit/privacy/scan-openings';
import { idFrom } from '@heitu/kit/rules/ids';
import { byBuyer, ofParty, official, OFFICIAL, on, OWNER, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const sql = on('orders');
/** As in at-once.spec.ts. */
const SECOND_PERSON = idFrom('account:staff:heitu-finance');
const FAR_OFF_MS = 9_000_000_000_000;
const ORDER = `select o.id, o.number, o.buyerAccountId, o.partyId, min(l.id) as lineId from "Order" o
  join OrderLine l on l.orderId = o.id
    where o.state = 'completed' group by o.id, o.number, o.buyerAccountId, o.partyId order by o.id`;
const STOCK = 'select lotId as id, lotCode, partyId, onHand from LotStock where onHand > 0 order by lotId';

/** A recall under the id of what it was planted for, without goods. */
const recalled = (state: string, by = 'null') => [
  sql('delete from RecallRow where caseId = :id'),
  sql('delete from RecallCase where id = :id'),
  sql(
    `insert into RecallCase (id, lotId, lotCode, partyId, goods, level, hazard, caller, state,
      openedAtMs, reportDueAtMs, finishDueAtMs, proposedBy, reviewDueAtMs)
      values (:id, :id, 'L-1', :partyId, '大米', 'two', 'residue', 'operator', '${state}',
      1, ${FAR_OFF_MS}, ${FAR_OFF_MS}, ${by}, ${FAR_OFF_MS})`,
  ),
];
const ofKeeper = (state: string, by?: string): Omit<Case, 'input'> => ({
  subgraph: 'orders',
  find: STOCK,
  as: () => official('operator-admin'),
  back: recalled(state, by),
});
/** One unit of an order's line, which its buyer has. */
const AT_BUYER: Omit<Case, 'as' | 'input'> = {
  subgraph: 'orders',
  find: ORDER,
  back: [
    ...recalled('reported'),
    sql(
      `insert into RecallRow (id, caseId, foundBy, lotId, lotCode, partyId, goods, orderId, orderNumber, buyerAccountId,
        lineId, units, recoveredUnits, goneUnits, calls, state, foundAtMs, dueAtMs, refundFen)
        values (:id, :id, :id, :id, 'L-1', :partyId, '大米', :id, :number, :buyerAccountId,
        :lineId, 1, 0, 0, 0, 'at-buyer', ${FAR_OFF_MS}, ${FAR_OFF_MS}, 0)`,
    ),
  ],
};

/** Recalls, and what becomes of the goods: orders. */
export const RECALLS: Readonly<Record<string, Case>> = {
  issueRecallReport: {
    ...ofKeeper('notified'),
    back: [...recalled('notified'), sql('delete from RecallReport where caseId = :id')],
    input: toId('caseId'),
  },
  reportRecall: {
    ...ofKeeper('notified'),
    back: [
      ...recalled('notified'),
      sql('delete from RecallReport where caseId = :id'),
      sql(`insert into RecallReport (id, caseId, code, saidHash, digest, issuedAtMs, issuedBy)
          values (:id, :id, substr(:id, -10), 'said', 'digest', 1, 'reviewer')`),
      sql("delete from StoredFile where id = 'receipt' and purpose = 'recall-receipt-scan'"),
      sql(`insert into StoredFile (id, ownerId, purpose, mediaType, sizeBytes, sha256, isPublic, atMs)
          values ('receipt', '${OFFICIAL}', 'recall-receipt-scan', 'image/png', 1, '${'0'.repeat(64)}', 0, 1)`),
    ],
    input: ({ id }) => ({ caseId: id, receiptFileId: 'receipt' }),
  },
  proposeRecallClosure: { ...ofKeeper('reported'), input: toId('caseId') },
  confirmRecallClosure: { ...ofKeeper('closing', "'another'"), input: toId('caseId') },
  refuseRecallClosure: { ...ofKeeper('closing', "'another'"), input: toId('caseId') },
  answerRecall: {
    ...AT_BUYER,
    as: byBuyer,
    input: ({ id }, _county, way) => ({ rowId: id, answer: way === 0 ? 'HAS' : 'EATEN', unitsLeft: null }),
  },
  confirmRecallRead: { ...AT_BUYER, as: byBuyer, input: ({ id }) => ({ rowId: id }) },
  recordRecallCall: {
    ...AT_BUYER,
    as: () => official('reviewer'),
    // Nobody answers, six times; or the first of six hears that the goods are still there.
    input: ({ id }, _county, way) => ({ rowId: id, answer: way === 0 ? null : 'HAS', unitsLeft: null }),
  },
  destroyRecalled: {
    subgraph: 'orders',
    find: STOCK,
    as: ofParty,
    back: [
      ...recalled('reported'),
      sql(
        `insert into RecallRow (id, caseId, foundBy, lotId, lotCode, partyId, goods,
          units, recoveredUnits, goneUnits, calls, state, foundAtMs, dueAtMs, refundFen)
          values (:id, :id, :id, :id, :lotCode, :partyId, '大米',
          :onHand, :onHand, 0, 0, 'sealed', ${FAR_OFF_MS}, ${FAR_OFF_MS}, 0)`,
      ),
      sql('delete from FileUse where fileId = :id'),
      sql('delete from StoredFile where id = :id'),
      sql(
        `insert into StoredFile (id, ownerId, purpose, mediaType, sizeBytes, sha256, isPublic, atMs)
          values (:id, '${OWNER}', 'recall-proof-photo', 'image/png', 1, '${'0'.repeat(64)}', 0, 1)`,
      ),
    ],
    input: ({ id }) => ({ caseId: id, rowIds: [id], photoId: id }),
  },
  regradeRecall: { ...ofKeeper('notified'), input: ({ id }) => ({ caseId: id, level: 'ONE', hazard: null }) },
  decideRecallRegrade: {
    ...ofKeeper('notified'),
    back: [
      ...recalled('notified'),
      sql('delete from RecallRegrade where caseId = :id'),
      sql(`insert into RecallRegrade (id, caseId, waitingFor, lotCode, partyId, fromLevel, level, fromHazard, hazard,
          reason, state, proposedBy, proposedAtMs, decideDueAtMs)
          values (substr(:id, 1, 26), :id, :id, 'L-1', :partyId, 'two', 'three', 'residue', 'residue',
          '', 'proposed', 'another', 1, ${FAR_OFF_MS})`),
    ],
    input: ({ id }) => ({ caseId: id, accepted: true }),
  },
  decideDestruction: {
    subgraph: 'orders',
    find: STOCK,
    as: () => official('reviewer'),
    back: [
      ...recalled('reported'),
      sql(
        `insert into RecallRow (id, caseId, foundBy, lotId, lotCode, partyId, goods,
          units, recoveredUnits, goneUnits, calls, state, foundAtMs, dueAtMs, refundFen, orderId, proofId)
          values (:id, :id, :id, :id, :lotCode, :partyId, '大米',
          :onHand, :onHand, 0, 0, 'shown', ${FAR_OFF_MS}, ${FAR_OFF_MS}, 0, 'none', :id)`,
      ),
    ],
    input: async ({ id }, county) => {
      for (const who of [OFFICIAL, SECOND_PERSON]) {
        const opening = openingId(String(id), who);
        await county.rows('orders', 'delete from ScanOpening where id = ?', [opening]);
        await county.rows('orders', 'insert into ScanOpening (id, accountId, atMs) values (?, ?, 1)', [opening, who]);
      }
      return { caseId: id, rowIds: [id], accepted: true, reason: null };
    },
  },
};
