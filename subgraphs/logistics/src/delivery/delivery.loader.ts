import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { hasRole } from '@heitu/kit/rules/actor';
import { cashParties, managedCarriers, seesAll, sellerParties } from '../access.ts';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import type { LogisticsContext, LogisticsRows, RowOf } from '../context.ts';
import { COD_OPEN, COD_SAID } from './cod.lifecycle.ts';
import { CASH_ON_DELIVERY } from './delivery.policy.ts';

/** Contents cases of the carrier, of the seller, and of whoever opened them. */
export function visibleContentsCases(context: LogisticsContext) {
  const [carriers, sellers] = [managedCarriers(context.actor), sellerParties(context.actor)];
  return context.rows
    .selectFrom('ContentsCase')
    .selectAll()
    .$if(!seesAll(context.actor), (query) =>
      query.where((eb) =>
        eb.or([
          eb('openedBy', '=', context.actor.id),
          ...(carriers.length > 0 ? [eb('carrierPartyId', 'in', carriers)] : []),
          ...(sellers.length > 0 ? [eb('sellerPartyId', 'in', sellers)] : []),
        ]),
      ),
    );
}
export async function contentsCasesById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await visibleContentsCases(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
/** By what the records of cash can be sorted. */
export const COD_SORTS = {
  collectedAt: 'collectedAtMs',
  dueAt: 'dueAtMs',
  amountFen: 'amountFen',
} as const satisfies SortColumns<RowOf<'CodRemittance'>>;

/**
 * Cash at the door: the carrier's and the seller's, and of the courier who took it; finance sees all of it. What was
 * taken back says why.
 */
export function visibleCod(context: LogisticsContext) {
  const { actor } = context;
  const [carriers, sellers] = [managedCarriers(actor), [...new Set([...sellerParties(actor), ...cashParties(actor)])]];
  return context.rows
    .selectFrom('CodRemittance')
    .selectAll('CodRemittance')
    .select((eb) => [
      eb
        .selectFrom('CodReversal as v')
        .select('v.reason')
        .whereRef('v.remittanceId', '=', 'CodRemittance.id')
        .as('reversalReason'),
      eb
        .selectFrom('CodReversal as v')
        .select('v.reversedAtMs')
        .whereRef('v.remittanceId', '=', 'CodRemittance.id')
        .as('reversedAtMs'),
    ])
    .$if(!seesAll(actor) && !hasRole(actor, 'finance'), (query) =>
      query.where((eb) =>
        eb.or([
          eb.exists(
            eb
              .selectFrom('Shipment as s')
              .select('s.id')
              .whereRef('s.id', '=', 'CodRemittance.shipmentId')
              .where('s.courierAccountId', '=', context.actor.id),
          ),
          ...(carriers.length > 0 ? [eb('carrierPartyId', 'in', carriers)] : []),
          ...(sellers.length > 0 ? [eb('sellerPartyId', 'in', sellers)] : []),
        ]),
      ),
    );
}
export async function codById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await visibleCod(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
/** Records of cash that were not taken back. */
export const standingCod = (rows: LogisticsRows) =>
  rows
    .selectFrom('CodRemittance as c')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('CodReversal as v').select('v.id').whereRef('v.remittanceId', '=', 'c.id'))),
    );
/** Of these, those of parcels that were to be paid at the door: only they can be kept or broken as a promise. */
export const agreedCod = (rows: LogisticsRows) =>
  standingCod(rows).innerJoin('Shipment as s', 's.id', 'c.shipmentId').where('s.payment', '=', CASH_ON_DELIVERY);
/**
 * Cash that a carrier has not paid back by its day. What it says of it for the first time, that it paid into the
 * seller's bank or that the record is wrong, waits for the answer; what was said and was not so counts as unpaid,
 * whatever is said of it then.
 */
export const overdueCod = (rows: LogisticsRows, nowMs: number) =>
  agreedCod(rows)
    .where('c.state', 'in', COD_OPEN)
    .where('c.remittedAtMs', 'is', null)
    .where((eb) => eb.or([eb('c.state', 'not in', COD_SAID), eb('c.missedAtMs', 'is not', null)]))
    .where('c.dueAtMs', '<', nowMs);
/** What of a parcel was found short or damaged, whoever found it. */
export async function casesByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  return groupedInOrder(
    shipmentIds,
    (row) => row.shipmentId,
    await context.rows
      .selectFrom('ContentsCase')
      .select(['shipmentId', 'kind'])
      .where('shipmentId', 'in', shipmentIds)
      .execute(),
  );
}
export async function codByShipment(context: LogisticsContext, shipmentIds: readonly string[]) {
  return inOrder(
    shipmentIds,
    (row) => row.shipmentId,
    await standingCod(context.rows).select('c.shipmentId').where('c.shipmentId', 'in', shipmentIds).execute(),
  );
}

/** The visits to the doors of parcels that the caller has been shown. */
export async function visitsByShipment(context: LogisticsContext, ids: readonly string[]) {
  const rows = await context.rows
    .selectFrom('DoorVisit')
    .selectAll()
    .where('shipmentId', 'in', ids)
    .orderBy('number')
    .execute();
  return groupedInOrder(ids, (row) => row.shipmentId, rows);
}
