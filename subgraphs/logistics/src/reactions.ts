import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { hearPlan } from '@heitu/kit/data/calendar-years';
import { skuSaleChanged } from '@heitu/events/catalog.sku-sale-changed.v1';
import { collectionDue } from '@heitu/events/orders.collection-due.v1';
import { collectionOff } from '@heitu/events/orders.collection-off.v1';
import { orderCancelled } from '@heitu/events/orders.order-cancelled.v1';
import { orderReady } from '@heitu/events/orders.order-ready.v1';
import { orderRecalled } from '@heitu/events/orders.order-recalled.v1';
import { ordersRecalled } from '@heitu/events/orders.orders-recalled.v1';
import { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import { paidAtDoor } from '@heitu/events/orders.paid-at-door.v1';
import { Shipment } from './shipment/shipment.entity.ts';
import { filingApproved } from '@heitu/events/sellers.filing-approved.v1';
import { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import { partyStandingChanged } from '@heitu/events/sellers.party-standing-changed.v1';
import { partyErased } from '@heitu/events/sellers.party-erased.v1';
import { staffNameCorrected } from '@heitu/events/trust.staff-name-corrected.v1';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { on, onMany } from '@heitu/kit/messages/relay';
import { SkuStorage } from './asks/catalog.ts';
import { RecipientForShipment } from './asks/orders.ts';
import { PartyStates, type PartyStatesQuery } from './asks/sellers.ts';
import { CorrectedName } from './asks/trust.ts';
import { collections } from './collection/collection.moves.ts';
import { noteSkuOnSale } from './area/note-sku-on-sale.ts';
import { correctCourierName } from './carrier/correct-courier-name.ts';
import { knowCarrier, nameCarrier } from './carrier/know-carrier.ts';
import { createCollection, type CollectionParties } from './collection/create-collection.ts';
import type { LogisticsContext } from './context.ts';
import { knowContract } from './contract/know-contract.ts';
import { cancelShipments } from './shipment/cancel-shipments.ts';
import { createShipment, type ParcelParties } from './shipment/create-shipment.ts';
import { eraseRecipient } from './shipment/erase-recipient.ts';
import { stopRecalled } from './shipment/stop-recalled.ts';
import { stopShipments } from './shipment/stop-shipments.ts';
import { reopenFinding } from './supervision/reopen-finding.ts';

type PartyState = PartyStatesQuery['partyStates'][number];

/** Who receives an order, opened by orders for us alone. An order it does not know yet is asked for again later. */
async function recipientOf(context: LogisticsContext, orderId: string) {
  const { recipientForShipment } = await context.peers.query(RecipientForShipment, { orderId });
  if (!recipientForShipment) throw new Error(`orders names no recipient of ${orderId}`);
  return recipientForShipment;
}
async function partiesOf(context: LogisticsContext, ids: readonly string[]): Promise<Map<string, PartyState>> {
  const { partyStates } = await context.peers.query(PartyStates, { ids });
  return new Map(partyStates.map((party) => [party.partyId, party]));
}
const named = (parties: Map<string, PartyState>, id: string): PartyState => {
  const party = parties.get(id);
  if (!party) throw new Error(`sellers does not know party ${id}`);
  return party;
};

export const reactions = [
  on(measureTaken, 'reopen-finding', (context: LogisticsContext, tx, measure) => reopenFinding(context, tx, measure)),
  on(calendarPublished, 'keep-calendar', (context: LogisticsContext, tx, plan) =>
    hearPlan(tx.em, plan, context.clock.now()),
  ),
  on(filingApproved, 'know-carrier', async (context: LogisticsContext, _tx, party, _prepared, { atMs }) =>
    knowCarrier(context, {
      partyId: party.partyId,
      kind: party.partyKind,
      name: party.partyName,
      inGoodStanding: true,
      reason: '',
      atMs,
    }),
  ),
  on(contractSigned, 'know-contract', (_context: LogisticsContext, tx, contract) => knowContract(tx, contract)),
  on(partyStandingChanged, 'know-standing', async (context: LogisticsContext, _tx, party, _prepared, { atMs }) =>
    knowCarrier(context, {
      partyId: party.partyId,
      kind: party.partyKind,
      name: null,
      inGoodStanding: party.inGoodStanding,
      reason: party.reason,
      atMs,
    }),
  ),
  on(
    partyRenamed,
    'name-carrier',
    (_context: LogisticsContext, tx, { partyId, partyName: name }, _prepared, { atMs }) =>
      nameCarrier(tx, { partyId, name, atMs }),
  ),
  on(
    staffNameCorrected,
    'correct-courier-name',
    (context: LogisticsContext, tx, { accountId }, name: string | null) =>
      correctCourierName(context, tx, accountId, name),
    async (context, { correctionId }): Promise<string | null> =>
      (await context.peers.query(CorrectedName, { correctionId })).correctedName,
  ),
  on(
    orderReady,
    'create-shipment',
    async (context: LogisticsContext, _tx, parcel, parties: ParcelParties) => createShipment(context, parcel, parties),
    async (context, parcel): Promise<ParcelParties> => {
      const { name, phone, address } = await recipientOf(context, parcel.orderId);
      const parties = await partiesOf(context, [parcel.partyId, parcel.carrierPartyId]);
      const { contactName, contactPhone, ...consignor } = named(parties, parcel.partyId);
      return {
        recipient: { name, phone, address },
        consignor: { ...consignor, contactName: contactName ?? '', contactPhone: contactPhone ?? '' },
        carrierName: named(parties, parcel.carrierPartyId).name,
      };
    },
  ),
  // Whoever paid may sign. Money that comes after a refusal finds the parcel on its way back: orders gives it back.
  on(paidAtDoor, 'note-paid-at-door', async (_context: LogisticsContext, tx, { orderId, paidAtMs }) => {
    await tx.em.nativeUpdate(Shipment, { orderId, afterSaleId: '', doorPaidAtMs: null }, { doorPaidAtMs: paidAtMs });
  }),
  on(orderStopped, 'stop-shipments', (context: LogisticsContext, tx, { orderId, lotId, lotCode, cause }) =>
    stopShipments(context, tx, { orderId, lots: [{ lotId, lotCode }], cause }),
  ),
  on(orderRecalled, 'stop-recalled', (context: LogisticsContext, tx, order) =>
    stopShipments(context, tx, { ...order, cause: 'recalled' }),
  ),
  onMany(ordersRecalled, 'stop-all-recalled', (context: LogisticsContext, tx, events) =>
    stopRecalled(context, tx, events),
  ),
  on(orderCancelled, 'cancel-shipments', async (context: LogisticsContext, _tx, { orderId }) =>
    cancelShipments(context, orderId),
  ),
  on(
    collectionDue,
    'create-collection',
    async (context: LogisticsContext, _tx, due, parties: CollectionParties) => createCollection(context, due, parties),
    async (context, due): Promise<CollectionParties> => ({
      recipient: await recipientOf(context, due.orderId),
      sellerName: named(await partiesOf(context, [due.partyId]), due.partyId).name,
    }),
  ),
  on(collectionOff, 'call-off', async (context: LogisticsContext, tx, { afterSaleId }) => {
    await collections.bySystem(context, tx, 'call-off', { afterSaleId });
  }),
  on(accountErased, 'erase-recipient', async (context: LogisticsContext, tx, { accountId }) => {
    await eraseRecipient(context, accountId);
    await beginErasure(context, tx, accountId);
  }),
  on(partyErased, 'erase-party', (context: LogisticsContext, tx, { partyId }) => beginErasure(context, tx, partyId)),
  on(
    skuSaleChanged,
    'note-sku-on-sale',
    async (context: LogisticsContext, _tx, sku, storage: string) =>
      noteSkuOnSale(context, { skuId: sku.skuId, onSale: sku.onSale, storage }),
    async (context, sku): Promise<string> => {
      if (!sku.onSale) return '';
      const { skusForSale } = await context.peers.query(SkuStorage, { ids: [sku.skuId] });
      return skusForSale[0]?.storage ?? '';
    },
  ),
];
