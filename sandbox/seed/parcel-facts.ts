import { must } from '@heitu/kit/rules/checked';
import { Batch, type RowFor } from './batch.ts';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { type Sealer, type Vault } from '@heitu/kit/privacy/vault';
import {
  Alarm,
  AlarmedShipment,
  Collection,
  Handover,
  needsOf,
  Reading,
  Shipment,
  Trip,
  tripIdOf,
  type ShipmentLine,
} from '@heitu/logistics';
import {
  carrierOf,
  consumerOf,
  sellerOf,
  type HistoryOrder,
  type HistoryShipment,
  type ProductFact,
  type SkuFact,
} from '../county/index.ts';
import { accountId, partyId, shipmentId, skuId, vehicleId } from './keys.ts';

export const newRows = () => ({
  Shipment: new Batch(Shipment),
  Handover: new Batch(Handover),
  Reading: new Batch(Reading),
  Alarm: new Batch(Alarm),
  AlarmedShipment: new Batch(AlarmedShipment),
  Collection: new Batch(Collection),
});
/** Several parcels are of one trip. */
export type Rows = ReturnType<typeof newRows> & { trips: Map<string, RowFor<typeof Trip>> };

/** How many documents a carrier and a seller compared. */
export type Pairs = Map<string, { carrierPartyId: string; sellerPartyId: string; documents: number }>;

export interface Goods {
  skus: Map<string, { product: ProductFact; sku: SkuFact }>;
  packs: Map<string, { id: string; code: string; producedOn: string; expiresOn: string }>;
}

/** Keys of a chunk's buyers, and what signs documents. */
export type SeedVault = Pick<Vault, 'authenticate'> & { seal: Sealer };

/** What the rows of one parcel have in common. */
export type Parcel = ReturnType<typeof parcelOf>;

export function parcelOf(order: HistoryOrder, fact: HistoryShipment, goods: Goods) {
  const pickup = must(
    fact.handovers.find((handover) => handover.kind === 'pickup'),
    'its pickup',
  );
  const takenOverAtMs = pickup.at.getTime();
  const carrier = carrierOf(fact.carrierKey);
  const seller = sellerOf(order.sellerKey);
  const { address } = consumerOf(order.consumerKey);
  const lines = linesOf(order, goods);
  const vehicle = vehicleId(fact.vehicleKey);
  return {
    order,
    fact,
    pickup,
    takenOverAtMs,
    carrier,
    seller,
    address,
    lines,
    vehicle,
    id: shipmentId(fact.key),
    buyer: accountId(order.consumerKey),
    carrierPartyId: partyId(carrier.key),
    sellerPartyId: partyId(seller.key),
    tripId: tripIdOf(vehicle, chinaDate(takenOverAtMs)),
    units: lines.reduce((sum, line) => sum + line.units, 0),
    cold: needsOf(lines).storage !== 'ambient',
    recipient: {
      name: address.receiverName,
      phone: address.phone,
      address: `${address.regionText}${address.detail}`,
    },
  };
}

function linesOf(order: HistoryOrder, goods: Goods): ShipmentLine[] {
  return order.lines.map((line) => {
    const { product, sku } = must(goods.skus.get(line.skuKey), line.skuKey);
    const pack = line.lotKey === null ? undefined : goods.packs.get(`${line.lotKey}|${line.skuKey}`);
    return {
      skuId: skuId(sku.key),
      title: product.name,
      specification: sku.specification,
      units: line.quantity,
      weightGrams: sku.grossGrams,
      valueFen: line.amountFen,
      storage: sku.storage.condition,
      temperatureCelsiusMin: sku.storage.temperatureCelsiusMin,
      temperatureCelsiusMax: sku.storage.temperatureCelsiusMax,
      shelfLifeDays: sku.shelfLifeDays,
      lots: pack
        ? [
            {
              lotId: pack.id,
              lotCode: pack.code,
              units: line.quantity,
              producedOn: pack.producedOn,
              expiresOn: pack.expiresOn,
            },
          ]
        : [],
    };
  });
}
