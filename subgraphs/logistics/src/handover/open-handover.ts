import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { InferEntity } from '@mikro-orm/core';
import { aboutThing, atField, NOT_FOUND, ok, refuse, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { partsIn } from '../access.ts';
import { screenGoods } from '../area/banned-goods.policy.ts';
import { isCold } from '../area/offer.policy.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import { mutation, type LogisticsContext, type LogisticsTransaction } from '../context.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { celsius, ids } from '../input-fields.ts';
import { goodsDocumentOf } from './goods-document.ts';
import { Handover } from './handover.entity.ts';
import { handoverLifecycle } from './handover.lifecycle.ts';
import {
  documentHashOf,
  documentText,
  emptyFields,
  isTooWarm,
  missingPoints,
  type FreshPoints,
} from './handover.policy.ts';
import { handoverNow } from './handover-answers.ts';
import { storesOfParcels } from './store-record.loader.ts';

const refusals = {
  NOT_FOUND,
  WRONG_STATE,
  ...stoppedRefusal,
  FRESH_POINT_MISSING: { message: '生鲜交接每一项都要查看合格并记录', clause: '8.4.2.bi' },
  TEMPERATURE_OUT_OF_RANGE: { message: '温度不符合这批货的要求，不能交接', clause: '8.4.2.bh' },
  STORE_HAS_THERMOMETER: { message: '库里有温度计，库温由平台自己读，不用填', clause: '8.4.2.bh' },
  STORE_SILENT: { message: '库里的温度计没有上报，等它报了再交接', clause: '8.4.2.bh' },
  DOCUMENT_INCOMPLETE: { message: '货物单据内容不全，不能交接', clause: '8.4.1' },
  BANNED_GOODS: { message: '国家禁止寄递的物品，不能收寄', clause: '8.5.2' },
  HANDOVER_OPEN: { message: '这票货已经开过交接单，请直接签字' },
} as const;

/**
 * Writes the goods document of a takeover; from here on it can only be signed, or voided by whoever opened it and
 * opened anew.
 */
export const openHandover = mutation({
  name: 'openHandover',
  description:
    'Writes the goods document of a takeover. From here on it can only be signed, or voided and written anew.',
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({
    shipmentId: ids.shipment(),
    facilityId: identifier()
      .nullish()
      .describe('The store from which fresh goods come, one of Shipment.stores; left out where there is only one.'),
    facilityTemperatureCelsius: celsius()
      .nullish()
      .describe(
        'Of the store, as somebody read it; refused where Shipment.stores has one: that the platform reads itself.',
      ),
    productTemperatureCelsius: celsius()
      .nullish()
      .describe('Of the goods, in °C; needed for fresh goods, as all below; outside of what they need it is refused.'),
    productionDateChecked: z.boolean().nullish().describe('The production date was looked at and is right.'),
    shelfLifeChecked: z.boolean().nullish().describe('The shelf life was looked at and is long enough.'),
    storageConditionChecked: z.boolean().nullish().describe('The goods were stored as their label says.'),
    innerPackagingIntact: z.boolean().nullish().describe('The inner packaging is intact.'),
    outerPackagingIntact: z.boolean().nullish().describe('The outer packaging is intact.'),
    vehicleClean: z.boolean().nullish().describe('The vehicle is clean.'),
  }),
  refusals,
  shows: handoverNow,
  async run(context, input, refuse) {
    const { shipmentId, ...found } = input;
    return context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, { id: shipmentId });
      if (!shipment) return refuse('NOT_FOUND');
      // Takes the row: what is decided from here on, nothing that stops or moves the parcel can overtake.
      const refused = await moveTowardsBuyer(context, tx, 'open-handover', shipment, {
        parts: partsIn(context.actor, shipment, 'orders'),
      });
      if (refused) return refused;
      if (await tx.em.count(Handover, { shipmentId, state: 'open' })) return refuse('HANDOVER_OPEN');
      const banned = await refuseBanned(tx, shipment);
      if (banned) return banned;
      const inspected = await inspect(context, shipment, found);
      if (!inspected.ok) return inspected;
      const { points, storeRecord } = inspected.value;
      const id = context.newId();
      const nowMs = context.clock.now();
      const document = await goodsDocumentOf(context, shipment, { handoverId: id, points, storeRecord, atMs: nowMs });
      if (!document) return refuse('WRONG_STATE');
      const empty = emptyFields(document).map((field) => aboutThing(field, '没有填写'));
      if (empty.length > 0) return refuse('DOCUMENT_INCOMPLETE', empty);
      const text = documentText(document);
      await tx.em.insert(Handover, {
        id,
        number: document.number,
        shipmentId,
        sellerPartyId: shipment.sellerPartyId,
        carrierPartyId: shipment.carrierPartyId,
        buyerAccountId: shipment.buyerAccountId,
        state: handoverLifecycle.initial,
        openFor: shipmentId,
        cold: isCold(shipment.storage),
        units: shipment.units,
        goodsFen: shipment.goodsFen,
        facilityTemperatureCelsius: points.facilityTemperatureCelsius ?? null,
        storeRecord: storeRecord && toJson(storeRecord),
        productTemperatureCelsius: points.productTemperatureCelsius ?? null,
        points: toJson(points),
        complete: null,
        documentSealed: await context.vault.seal(shipment.buyerAccountId, text),
        documentHash: documentHashOf(text),
        openedAtMs: nowMs,
      });
      tx.audit({ type: 'handover', id, clause: '8.4.1' });
      return ok({ id });
    });
  },
});

type Parcel = InferEntity<typeof Shipment>;
type Found = FreshPoints & {
  facilityId?: string | null | undefined;
  facilityTemperatureCelsius?: number | null | undefined;
  productTemperatureCelsius?: number | null | undefined;
};

/** What was looked at of the goods, with what the platform itself read in their store. */
async function inspect(context: LogisticsContext, shipment: Parcel, { facilityId, ...typed }: Found) {
  const read = await storeRead(context, shipment, { facilityId, ...typed });
  if (!read.ok) return read;
  const storeRecord = read.value;
  const points = storeRecord ? { ...typed, facilityTemperatureCelsius: storeRecord.celsius } : typed;
  return refuseUninspected(shipment, points) ?? ok({ points, storeRecord });
}

/** Goods that the state bans from the post, but for what this carrier has a licence to carry. */
async function refuseBanned(tx: LogisticsTransaction, { carrierPartyId, lines }: Parcel) {
  const carrier = await tx.em.findOne(Carrier, { partyId: carrierPartyId });
  const modes = carrier ? fromJson(carrier.licensedModes) : [];
  const titles = fromJson(lines).map((line) => line.title);
  const banned = screenGoods(titles, []).filter((hit) => hit.mode === null || !modes.includes(hit.mode));
  const details = banned.map((hit) => aboutThing(hit.found, hit.label));
  return details.length > 0 ? refuse(refusals, 'BANNED_GOODS', details) : null;
}

/**
 * What the thermometer of the store says from which the goods come (8.4.2.bh); null where none of the seller's that
 * keeps what they need has one. Nobody types a figure where a thermometer stands.
 */
async function storeRead(
  context: LogisticsContext,
  shipment: Parcel,
  { facilityId, facilityTemperatureCelsius }: Pick<Found, 'facilityId' | 'facilityTemperatureCelsius'>,
) {
  const [stores = []] = await storesOfParcels(context, [shipment]);
  const store = facilityId == null && stores.length === 1 ? stores[0] : stores.find(({ id }) => id === facilityId);
  if (!store && facilityId != null) return refuse(refusals, 'NOT_FOUND');
  if (stores.length === 0) return ok(null);
  if (facilityTemperatureCelsius != null)
    return refuse(refusals, 'STORE_HAS_THERMOMETER', [atField('facilityTemperatureCelsius', '不用填，刷新页面再开单')]);
  if (!store) return refuse(refusals, 'FRESH_POINT_MISSING', [atField('facilityId', '从哪个库出的货')]);
  const { record, whyNot } = store;
  return whyNot ? refuse(refusals, whyNot.code, [atField('facilityId', whyNot.text)]) : ok(record);
}

/** Fresh goods of which a point was not looked at, or that are too warm. */
function refuseUninspected(shipment: Parcel, points: FreshPoints) {
  if (!isCold(shipment.storage)) return null;
  const missing = missingPoints(points).map(({ point, label }) => atField(point, label));
  if (missing.length > 0) return refuse(refusals, 'FRESH_POINT_MISSING', missing);
  const { range } = parcelOf(shipment);
  if (!range) return null;
  const warm = (['facilityTemperatureCelsius', 'productTemperatureCelsius'] as const)
    .filter((point) => isTooWarm(Number(points[point]), range))
    .map((point) => atField(point, `要求${range.min}到${range.max}°C，实测${points[point]}°C`));
  return warm.length > 0 ? refuse(refusals, 'TEMPERATURE_OUT_OF_RANGE', warm) : null;
}
