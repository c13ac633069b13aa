import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { hearPlan } from '@heitu/kit/data/calendar-years';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { alarmRaised } from '@heitu/events/logistics.alarm-raised.v1';
import { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
import { recallRegraded } from '@heitu/events/orders.recall-regraded.v1';
import { ordersPaperIssued } from '@heitu/events/orders.paper-issued.v1';
import { shipmentTakenOver } from '@heitu/events/logistics.shipment-taken-over.v1';
import { partyErased } from '@heitu/events/sellers.party-erased.v1';
import { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { withdrawalDone } from '@heitu/events/catalog.withdrawal-done.v1';
import { withdrawalOrdered } from '@heitu/events/trust.withdrawal-ordered.v1';
import { trustPaperIssued } from '@heitu/events/trust.paper-issued.v1';
import type { CatalogContext, CatalogTransaction } from './context.ts';
import { noteHandover } from './epcis/capture/note-handover.ts';
import { MemberGrower } from './field/field.entity.ts';
import { followName, namesOf, type Names } from './field/follow-name.ts';
import { followLevel } from './lot/follow-level.ts';
import { signPaper } from './paper/sign-paper.ts';
import { removeAsOrdered } from './product/remove-product.ts';
import { recordShopSale } from './shop/record-shop-sale.ts';
import { recordJourney } from './trace/record-journey.ts';

/** What the carrier does with a lot goes into its chain. No event names the order or the consumer. */
export const reactions: Reaction[] = [
  on(calendarPublished, 'keep-calendar', (context: CatalogContext, tx, plan) =>
    hearPlan(tx.em, plan, context.clock.now()),
  ),
  on(
    shopSaleChanged,
    'record-shop-sale',
    async (_context: CatalogContext, tx: CatalogTransaction, shop, _prepared, event) =>
      recordShopSale(tx, { ...shop, atMs: event.atMs }),
  ),
  on(shipmentTakenOver, 'trace-takeover', async (context: CatalogContext, tx: CatalogTransaction, shipment) => {
    await noteHandover(context, tx, shipment);
    await recordJourney(context, tx, shipment.lots, {
      bizStep: 'shipping',
      title: '配送方接货',
      atMs: shipment.atMs,
      place: null,
      source: 'logistics',
      temperatureCelsius: shipment.productTemperatureCelsius,
      note: '双方核对并签字',
      reference: shipment.shipmentId,
    });
  }),
  on(shipmentDelivered, 'trace-delivery', async (context: CatalogContext, tx: CatalogTransaction, shipment) =>
    recordJourney(context, tx, shipment.lots, {
      bizStep: 'retail_selling',
      title: '送达签收',
      atMs: shipment.atMs,
      place: null,
      source: 'logistics',
      temperatures: shipment.temperatures ?? null,
      reference: shipment.shipmentId,
    }),
  ),
  on(alarmRaised, 'trace-alarm', async (context: CatalogContext, tx: CatalogTransaction, alarm) =>
    recordJourney(
      context,
      tx,
      alarm.lotIds.map((lotId) => ({ lotId })),
      {
        bizStep: 'sensor_reporting',
        disposition: 'non_conformant',
        title: '温度报警',
        atMs: alarm.atMs,
        place: null,
        source: 'logistics',
        temperatureCelsius: alarm.worstCelsius ?? null,
        note: '运输或贮存温度超出范围',
        reference: alarm.alarmId,
      },
    ),
  ),
  on(shipmentReturned, 'trace-return', async (context: CatalogContext, tx: CatalogTransaction, shipment) =>
    recordJourney(context, tx, shipment.lots, {
      bizStep: 'receiving',
      disposition: 'returned',
      title: '退回商家',
      atMs: shipment.atMs,
      place: null,
      source: 'logistics',
      note: shipment.resellable ? '查验完好' : '不再销售',
      reference: shipment.shipmentId,
    }),
  ),
  on(withdrawalOrdered, 'remove-as-ordered', async (context: CatalogContext, tx: CatalogTransaction, ordered) => {
    const found = await removeAsOrdered(context, tx, ordered);
    const { cause, causeId } = ordered;
    tx.publish(withdrawalDone, { type: cause, id: causeId }, { cause, causeId, found });
  }),
  on(recallRegraded, 'follow-level', (_context: CatalogContext, tx: CatalogTransaction, regraded) =>
    followLevel(tx, regraded),
  ),
  on(ordersPaperIssued, 'sign-paper-of-orders', signPaper),
  on(trustPaperIssued, 'sign-paper-of-trust', signPaper),
  on(
    partyRenamed,
    'follow-name',
    (context: CatalogContext, tx: CatalogTransaction, renamed, names: Names) => followName(context, tx, renamed, names),
    namesOf,
  ),
  on(partyErased, 'erase-party', (context: CatalogContext, tx: CatalogTransaction, { partyId }) =>
    beginErasure(context, tx, partyId),
  ),
  on(accountErased, 'erase-papers', async (context: CatalogContext, tx: CatalogTransaction, { accountId }) => {
    // Who it was stays with what was agreed; nobody is offered anything through it any more.
    await tx.em.nativeUpdate(MemberGrower, { accountId }, { accountId: null });
    await beginErasure(context, tx, accountId);
  }),
];
