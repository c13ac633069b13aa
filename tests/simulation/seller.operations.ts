import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { apiName } from '@heitu/kit/rules/enums';
import type { Actor } from '@heitu/kit/rules/actor';
import type { SqlRow } from '../invariants/books.ts';
import type { Act, County, Operation } from './county.ts';

const LOT_UNITS_MAX = 30;

function setPriceLabel(county: County): Act {
  const sku = county.chance.pick(county.skus);
  const retailFen = Math.max(1, Math.round(sku.retailFen * (0.9 + county.chance.next() * 0.2)));
  return {
    to: 'catalog',
    mutation: 'setPriceLabel',
    actor: county.seller(sku.partyId),
    select: '__typename',
    input: {
      requestId: county.requestId(),
      skuId: sku.skuId,
      origin: '黑龙江省五常市',
      grade: '一级',
      pricingType: 'MARKET',
      retailFen,
      priceManager: '关守田',
      priceSupervision: '12315',
    },
  };
}

/** Some of what is settled goes to the seller's bank, if there is so much. */
function withdrawMoney(county: County): Act | null {
  const own = county.one('payments', 'MerchantAccount', 'inGoodStanding = 1');
  const partyId = own && String(own['partyId']);
  if (!partyId || !county.skus.some((sku) => sku.partyId === partyId)) return null;
  const input = { requestId: county.requestId(), partyId, amountFen: 100 + county.chance.below(5000) };
  return { to: 'payments', mutation: 'withdrawMoney', actor: county.seller(partyId), input };
}

function registerLot(county: County): Act {
  const sku = county.chance.pick(county.skus);
  return {
    to: 'catalog',
    mutation: 'registerLot',
    actor: county.seller(sku.partyId),
    input: {
      requestId: county.requestId(),
      skuId: sku.skuId,
      supplierId: sku.supplierId,
      code: `SIM-${county.chance
        .below(2 ** 30)
        .toString(36)
        .toUpperCase()}`,
      producedOn: chinaDate(county.clock.now() - DAY_MS),
      units: county.chance.between(3, LOT_UNITS_MAX),
      markedName: '五常大米',
      producerName: '光辉米业',
      producerAddress: '五常市龙凤山镇',
      specification: '袋',
      complaintContact: '0451-55500000',
    },
  };
}
/** A scan that lies there already of an earlier lot: nobody uploads in the simulation. */
const scanOf = (county: County, actor: Actor, purpose: string): string | null => {
  const [file] = county.rows(
    'catalog',
    'select id from StoredFile where ownerId = ? and purpose = ? order by id limit 1',
    actor.id,
    purpose,
  );
  return file ? String(file['id']) : null;
};
/** Files a laboratory's report on a lot, with so much cadmium. */
function report(county: County, lot: SqlRow, cadmium: string): Act | null {
  const actor = county.seller(String(lot['partyId']));
  const fileId = scanOf(county, actor, 'inspection-report');
  const laboratory = county.one('catalog', 'Laboratory', '1 = 1');
  const today = chinaDate(county.clock.now());
  if (!fileId || !laboratory) return null;
  return {
    to: 'catalog',
    mutation: 'recordInspection',
    actor,
    input: {
      requestId: county.requestId(),
      lotId: lot['id'],
      party: 'THIRD',
      laboratoryId: laboratory['id'],
      resultType: 'INSPECTION_REPORT',
      reportNumber: `SIM-${String(lot['code'])}-${cadmium}`,
      sampleName: lot['markedName'],
      sampledOn: today,
      inspectedOn: today,
      fileId,
      items: [{ name: '镉', value: cadmium, unit: 'mg/kg' }],
    },
  };
}
/** The next paper that a registered lot lacks, or its release. */
function prepareLot(county: County): Act | null {
  const lot = county.one('catalog', 'Lot', "state = 'registered' and code like 'SIM-%'");
  if (!lot) return null;
  const lotId = lot['id']!;
  const actor = county.seller(lot['partyId']!);
  const papers: string[] = county
    .rows('catalog', 'select type from Certificate where lotId = ?', lotId)
    .map((row) => apiName(String(row['type'])));
  const common = { to: 'catalog', actor };
  const fileId = scanOf(county, actor, 'certificate');
  for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE']) {
    if (fileId && !papers.includes(type))
      return {
        ...common,
        mutation: 'addCertificate',
        input: {
          requestId: county.requestId(),
          lotId,
          type,
          number: type === 'CONFORMITY' ? `HG-${lotId.slice(-8)}` : 'SC10123018400012',
          issuer: '本生产者承诺',
          issuedOn: chinaDate(county.clock.now() - DAY_MS),
          validUntilOn: chinaDate(county.clock.now() + 500 * DAY_MS),
          fileId,
        },
      };
  }
  if (county.rows('catalog', 'select id from Inspection where lotId = ?', lotId).length === 0)
    return report(county, lot, '0.05');
  return { ...common, mutation: 'releaseLot', input: { lotId } };
}
function failInspection(county: County): Act | null {
  const lot = county.one('catalog', 'Lot', "state = 'released'");
  return lot && report(county, lot, '0.3');
}

function withdrawProduct(county: County): Act {
  const sku = county.chance.pick(county.skus);
  return {
    to: 'catalog',
    mutation: 'withdrawProduct',
    actor: county.seller(sku.partyId),
    input: { productId: sku.productId, reason: '换包装' },
  };
}
function publishProduct(county: County): Act | null {
  const product = county.one('catalog', 'Product', "state in ('withdrawn', 'draft')");
  return (
    product && {
      to: 'catalog',
      mutation: 'publishProduct',
      actor: county.seller(product['partyId']!),
      input: { productId: product['id'] },
    }
  );
}

const onOrder =
  (mutation: string, state: string) =>
  (county: County): Act | null => {
    const order = county.one('orders', 'Order', 'state = ?', state);
    return (
      order && { to: 'orders', mutation, actor: county.seller(order['partyId']!), input: { orderId: order['id'] } }
    );
  };
function cancelOrder(county: County): Act | null {
  const order = county.one('orders', 'Order', "state in ('paid', 'confirmed')");
  return (
    order && {
      to: 'orders',
      mutation: 'cancelOrder',
      actor: county.seller(order['partyId']!),
      input: { requestId: county.requestId(), orderId: order['id'], reason: '没货了' },
    }
  );
}
function adjustStock(county: County): Act | null {
  const sku = county.chance.pick(county.skus);
  const lot = county.chance.pickOrNull(
    county.rows('orders', 'select lotId, onHand from LotStock where skuId = ? order by lotId', sku.skuId),
  );
  const units = county.chance.between(-4, 4) || 1;
  return (
    lot && {
      to: 'orders',
      mutation: 'adjustStock',
      actor: county.seller(sku.partyId),
      input: { requestId: county.requestId(), lotId: lot['lotId'], units, note: '盘点' },
    }
  );
}

function decideAfterSale(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state = 'requested'");
  return (
    request && {
      to: 'orders',
      mutation: 'decideAfterSale',
      actor: county.seller(request['partyId']!),
      input: { afterSaleId: request['id'], accept: county.chance.isHit(0.8), reason: '已看过照片' },
    }
  );
}
function offerRefund(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state = 'requested' and kind = 'refund-only' and refundFen > 1");
  return (
    request && {
      to: 'orders',
      mutation: 'offerRefund',
      actor: county.seller(request['partyId']!),
      input: {
        afterSaleId: request['id'],
        amountFen: county.chance.between(1, Number(request['refundFen']) - 1),
        note: '按坏的退',
      },
    }
  );
}
function acceptReturn(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state in ('handed-over', 'sent-back')");
  return (
    request && {
      to: 'orders',
      mutation: 'acceptReturn',
      actor: county.seller(request['partyId']!),
      input: {
        afterSaleId: request['id'],
        accepted: county.chance.isHit(0.85),
        resellable: county.chance.isHit(0.5),
        note: '已验货',
        refundInstead: county.chance.isHit(0.3),
      },
    }
  );
}

function answerComplaint(county: County): Act | null {
  const complaint = county.one('trust', 'Complaint', "state = 'filed'");
  if (!complaint) return null;
  const answerer = complaint['answererPartyId']!;
  const actor = complaint['answererKind'] === 'carrier' ? county.carrier(answerer) : county.seller(answerer);
  return {
    to: 'trust',
    mutation: 'answerComplaint',
    actor,
    input: { complaintId: complaint['id'], text: '愿意赔偿', remedy: 'COMPENSATION', accept: county.chance.isHit(0.7) },
  };
}
function respondToDecision(county: County): Act | null {
  const complaint = county.one('trust', 'Complaint', "state = 'decided'");
  if (!complaint) return null;
  const liable = complaint['liablePartyId']!;
  return {
    to: 'trust',
    mutation: 'respondToDecision',
    actor: liable === complaint['partyId'] ? county.seller(liable) : county.carrier(liable),
    input: { complaintId: complaint['id'], accept: county.chance.isHit(0.6) },
  };
}

const onShop =
  (mutation: string, state: string) =>
  (county: County): Act | null => {
    const shop = county.one('sellers', 'Shop', 'state = ?', state);
    return shop && { to: 'sellers', mutation, actor: county.seller(shop['partyId']!), input: { shopId: shop['id'] } };
  };
function signHandover(county: County): Act | null {
  const handover = county.one('logistics', 'Handover', "state = 'open' and sellerSignedAtMs is null");
  return (
    handover && {
      to: 'logistics',
      mutation: 'signHandover',
      actor: county.seller(handover['sellerPartyId']!),
      input: { handoverId: handover['id'], as: 'SELLER', custodian: '库管员' },
    }
  );
}
function signCollectionHandover(county: County): Act | null {
  const collection = county.one('logistics', 'Collection', "state = 'at-centre' and sellerReceivedAtMs is null");
  return (
    collection && {
      to: 'logistics',
      mutation: 'signCollectionHandover',
      actor: county.seller(collection['sellerPartyId']!),
      input: { collectionId: collection['id'], as: 'SELLER' },
    }
  );
}

export const sellerOperations: readonly Operation[] = [
  { name: 'set-price', weight: 3, next: setPriceLabel },
  { name: 'register-lot', weight: 2.5, next: registerLot },
  { name: 'prepare-lot', weight: 9, next: prepareLot },
  { name: 'fail-inspection', weight: 0.3, next: failInspection },
  { name: 'withdraw-product', weight: 0.7, next: withdrawProduct },
  { name: 'publish-product', weight: 3, next: publishProduct },
  { name: 'confirm-order', weight: 11, next: onOrder('confirmOrder', 'paid') },
  { name: 'pick-order', weight: 11, next: onOrder('pickOrder', 'confirmed') },
  { name: 'seller-cancels', weight: 1, next: cancelOrder },
  { name: 'adjust-stock', weight: 1.5, next: adjustStock },
  { name: 'decide-after-sale', weight: 5, next: decideAfterSale },
  { name: 'offer-refund', weight: 3, next: offerRefund },
  { name: 'accept-return', weight: 5, next: acceptReturn },
  { name: 'answer-complaint', weight: 3, next: answerComplaint },
  { name: 'respond-to-decision', weight: 2, next: respondToDecision },
  { name: 'withdraw-money', weight: 1, next: withdrawMoney },
  { name: 'close-shop', weight: 0.3, next: onShop('closeShop', 'open') },
  { name: 'reopen-shop', weight: 1.5, next: onShop('reopenShop', 'closed') },
  { name: 'seller-signs-handover', weight: 10, next: signHandover },
  { name: 'seller-signs-return', weight: 5, next: signCollectionHandover },
];
