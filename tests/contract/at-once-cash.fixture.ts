import { byCourier, byDesk, ofParty, on, toId } from './at-once-actors.fixture.ts';
import { AT_THE_DOOR, PARCEL, parcel } from './at-once-parcels.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const sql = on('logistics');
/** Cash for a parcel, recorded under the parcel's own id. */
const NO_CASH = sql('delete from CodRemittance where shipmentId = :id');
const CASH = sql(
  `insert into CodRemittance (id, shipmentId, afterReversalId, carrierPartyId, sellerPartyId, amountFen, collectedAtMs, dueAtMs)
    select :id, id, '', carrierPartyId, sellerPartyId, 500, 1, 9000000000000 from Shipment where id = :id`,
);
/** The seller's statement shows that the carrier has paid it back. */
const NOT_TRANSFERRED = on('payments')("delete from FundLine where number = 'cash-at-once'");
const TRANSFERRED = on('payments')(
  `insert into FundLine (id, date, merchant, number, atMs, kind, business, amountFen, balanceFen, belongsTo)
    select :id, '2026-01-01', merchant, 'cash-at-once', 2, 'top-up', 'transfer', 500, 500, json_array(concat('K', :id))
      from MerchantAccount where partyId = :partyId`,
);

/** Cash of the door: recorded, paid back, said to be paid or wrong, and answered. */
export const CASH_AT_DOOR: Readonly<Record<string, Case>> = {
  recordCodCollected: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    // No order is so paid today: one is made so here, for whoever builds it.
    back: [AT_THE_DOOR, parcel("payment = 'cash-on-delivery'"), NO_CASH],
    input: toId('shipmentId'),
  },
  remitCod: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [NO_CASH, CASH, NOT_TRANSFERRED, TRANSFERRED],
    input: ({ id }) => ({ remittanceId: id, alsoIds: null }),
  },
  sayCodPaid: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [NO_CASH, CASH],
    input: ({ id }) => ({ remittanceId: id, alsoIds: null, receipt: '0032' }),
  },
  answerCodPaid: {
    subgraph: 'logistics',
    find: PARCEL,
    as: ofParty,
    back: [NO_CASH, CASH, sql("update CodRemittance set state = 'said', saidAtMs = 1 where id = :id")],
    input: ({ id }) => ({ remittanceId: id, arrived: true }),
  },
  reverseCod: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [NO_CASH, CASH],
    input: toId('remittanceId'),
  },
  answerCodReversal: {
    subgraph: 'logistics',
    find: PARCEL,
    as: ofParty,
    back: [
      sql('delete from CodReversal where remittanceId = :id'),
      NO_CASH,
      CASH,
      sql("update CodRemittance set state = 'doubted', saidAtMs = 1, doubtReason = 'x' where id = :id"),
    ],
    input: ({ id }) => ({ remittanceId: id, isWrong: true }),
  },
};
