import { causeOf, type LotStopCause, type lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import type { recallCalled } from '@heitu/events/catalog.recall-called.v1';
import type { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import { chinaTime } from '@heitu/kit/rules/calendar';
import {
  LOT_STOP_CAUSES,
  RECALL_HAZARD_TITLES,
  RECALL_LEVEL_OWN_TEXTS,
  RECALL_LEVEL_TITLES,
  STOPPED_ON_THE_WAY,
  TURNED_ROUND,
} from '@heitu/standard';
import type { parcelsStopped } from '@heitu/events/logistics.parcels-stopped.v1';
import type { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import type { recallRegraded } from '@heitu/events/orders.recall-regraded.v1';
import type { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { Notification } from './notify.ts';

type Stopped = PayloadOf<typeof orderStopped>;
type Regraded = PayloadOf<typeof recallRegraded>;
type Parcel = PayloadOf<typeof shipmentStopped>;
type Blocked = PayloadOf<typeof lotBlocked>;
type Called = PayloadOf<typeof recallCalled>;
type OfParcels = PayloadOf<typeof parcelsStopped>;
/** What a carrier, a courier or a seller hears of a recall. */
type Theirs = OfParcels['told'][number] & Pick<OfParcels, 'recall'>;
type Affected = PayloadOf<typeof buyerAffected>;

/** What a buyer does with goods of such a lot; whom to call stands in each. */
const WHOM_TO_CALL = '要退款或有疑问，在订单里找商家申请售后或投诉，也可以打12315';
const TO_DO_AT_HOME: Readonly<Record<LotStopCause, string>> = {
  recalled: `请不要食用，也不要送人，把货收好；吃了不舒服请马上就医。货款自动全额退回，不用申请。请在“我的—召回”里告诉我们货还在不在，还在的上门取。有疑问可以打12315`,
  'failed-inspection': `请不要食用，也不要送人，把货收好等商家取回；吃了不舒服请马上就医。${WHOM_TO_CALL}`,
  'harvested-early': `请先不要食用，把货收好：收之前用过药，没有隔够天数。${WHOM_TO_CALL}`,
  'short-measure': `请核对分量，少了可以补或者退。${WHOM_TO_CALL}`,
  expired: `请看清包装上的日期，过了保质期不要食用。${WHOM_TO_CALL}`,
};

const ONE_STOPPED = '这一单已停止配送；如果货已经到手：';
export const toBuyer = ({ orderId, orderNumber, goods, lotCode, cause, isDelivered }: Stopped): Notification => {
  const what = `订单${orderNumber}的“${goods}”，批次${lotCode}${LOT_STOP_CAUSES[cause]}。`;
  const where = isDelivered ? '' : ONE_STOPPED;
  return {
    kind: 'goods-stopped',
    title: cause === 'recalled' ? '您买的货被召回' : '您买的货停售了',
    body: `${what}${where}${TO_DO_AT_HOME[cause]}`,
    orderId,
  };
};

/** One of all the buyer's orders that a recall is about; the page of recalls names each. */
export const toAffected = (affected: Affected): Notification => {
  const { orders, orderId, orderNumber, goods, lots, lotCode, delivered } = affected;
  const whose = orders === 1 ? `订单${orderNumber}的“${goods}”` : `订单${orderNumber}等${orders}单的“${goods}”等货`;
  return {
    kind: 'goods-stopped',
    title: '您买的货被召回',
    body: `${whose}，${calledBack(lotCode, lots)}。${stillComing(orders, delivered)}${TO_DO_AT_HOME.recalled}`,
    orderId: orders === 1 ? orderId : null,
  };
};
/** To a buyer who was told before: it is graver than that. */
export const toGraver = (affected: Affected, { level, hazard }: NonNullable<Affected['graver']>): Notification => {
  const { orders, orderId, orderNumber, goods, lots, lotCode } = affected;
  const whose = orders === 1 ? `订单${orderNumber}的“${goods}”` : `订单${orderNumber}等${orders}单的“${goods}”等货`;
  return {
    kind: 'recall-graver',
    title: `召回升级：现在是${RECALL_LEVEL_TITLES[level]}`,
    body: [
      `${whose}，批次${severalLots(lotCode, lots)}的召回升为${RECALL_LEVEL_TITLES[level]}：${RECALL_HAZARD_TITLES[hazard]}，`,
      `${RECALL_LEVEL_OWN_TEXTS[level]}。以前说过看到了的，请在“我的—召回”里再点一次“我看到了”。`,
      TO_DO_AT_HOME.recalled,
    ].join(''),
    orderId: orders === 1 ? orderId : null,
  };
};
/** To whoever has goods of a recall, and to the operator: it is graver, or milder, than they were told. */
export const toRegraded = ({ goods, rootLotCode, level, hazard, isGraver, finishDueAtMs }: Regraded): Notification => ({
  kind: 'lot-blocked',
  title: isGraver ? '召回升级了' : '召回改了级别',
  body: [
    `召回“${goods}”批次${rootLotCode}改为${RECALL_LEVEL_TITLES[level]}（${RECALL_LEVEL_OWN_TEXTS[level]}）：`,
    `${RECALL_HAZARD_TITLES[hazard]}。${chinaTime(finishDueAtMs)}前办完`,
    isGraver ? '，平台重新报告主管部门' : '',
  ].join(''),
  orderId: null,
});
/** A lot, or the first of several. */
export const severalLots = (lotCode: string, lots: number): string => (lots === 1 ? lotCode : `${lotCode}等${lots}个`);
const calledBack = (lotCode: string, lots: number): string =>
  `批次${severalLots(lotCode, lots)}${LOT_STOP_CAUSES.recalled}`;
function stillComing(orders: number, delivered: number): string {
  if (delivered === orders) return '';
  return orders === 1 ? ONE_STOPPED : '还没送到的已停止配送；已经到手的：';
}

/** To the operator's people when a recall is called, and when all that was made from the lot is found. */
export function toOperator({ recall, isFirst, isWhole, lotsFound }: Called): Notification | null {
  if (!isFirst && !isWhole) return null;
  const lots = lotsFound.toLocaleString('en');
  return {
    kind: 'lot-blocked',
    title: '有批次召回',
    body: `召回“${recall.goods}”批次${recall.rootLotCode}，涉及${lots}个批次，都已停售${isWhole ? '' : '；还在找用它们做的'}`,
    orderId: null,
  };
}

const SENT_OUT = '已送出的，买家和配送单位已经通知';
const SEALED = '，货款由您全额退；退回的货单独封存，销毁后在“召回”里传照片';
const CALL_BUYERS = '；请主动联系买家办理售后';
const UNTIL_DECIDED = '。平台看过以后定能不能接着卖；药记错了，请把那一条划掉重记';
const whatToDo = (lot: Blocked): string =>
  lot.recallId ? SEALED : lot.cause === 'harvested-early' ? UNTIL_DECIDED : CALL_BUYERS;
const STAYS = '库里的和已备好的都不要再交给配送员，单独封存';
/** To the seller of the lot: what is in its store, and what was picked, stays there. */
export const toSeller = (lot: Blocked): Notification => ({
  kind: 'lot-blocked',
  title: lot.cause === 'recalled' || lot.recallId ? CALLED_BACK : '您的批次停售了',
  body: `批次${lot.lotCode ?? ''}${LOT_STOP_CAUSES[causeOf(lot)]}：${STAYS}。${SENT_OUT}${whatToDo(lot)}`,
  orderId: null,
});
const CALLED_BACK = '您的批次被召回';
/** The same of all of theirs that a recall has come to. */
export const calledToSeller = ({ lots, lotCode }: Called['sellers'][number]): Notification => ({
  kind: 'lot-blocked',
  title: CALLED_BACK,
  body: `${calledBack(lotCode, lots)}：${STAYS}。${SENT_OUT}${SEALED}`,
  orderId: null,
});

const STOPPED_TITLE = '有包裹停止配送';
const NOT_FETCHED = '还在商家手里，不要去接货';
const KEPT = '不要交给配送员，单独封存';
/** Its order ends with the recall, of which its seller hears in no other way. */
const NOT_SENT = '不用再发，货款退给买家，货';
const BROUGHT_BACK = '收到后单独封存，不得再卖';
const carrierDoes = (holder: Parcel['holder'], cause: LotStopCause): string => {
  if (holder === 'seller') return NOT_FETCHED;
  return cause === 'recalled' ? TURNED_ROUND : STOPPED_ON_THE_WAY;
};
type OneParcel = Pick<Parcel, 'orderId' | 'orderNumber' | 'trackingNumber' | 'lotCode' | 'cause' | 'holder'>;
/** To those who have the parcel in hands: the carrier's desk and its courier. */
export const toCarrier = ({ orderId, trackingNumber, lotCode, cause, holder }: OneParcel): Notification => ({
  kind: 'parcel-stopped',
  title: STOPPED_TITLE,
  body: `运单${trackingNumber}里的批次${lotCode}${LOT_STOP_CAUSES[cause]}。${carrierDoes(holder, cause)}`,
  orderId,
});
export const parcelToSeller = ({ orderId, orderNumber, lotCode, cause, holder }: OneParcel): Notification => ({
  kind: 'parcel-stopped',
  title: STOPPED_TITLE,
  body: `订单${orderNumber}里的批次${lotCode}${LOT_STOP_CAUSES[cause]}。${holder === 'seller' ? `货还在您这里，${cause === 'recalled' ? NOT_SENT : ''}${KEPT}` : `配送单位会把货退给您，${BROUGHT_BACK}`}`,
  orderId,
});

/** What came together of one recall is told each of them by one message. */
export function ofAllParcels(events: readonly OfParcels[]): Theirs[] {
  const all = events.flatMap(({ recall, told }) => told.map((one): Theirs => ({ recall, ...one })));
  const byReader = Map.groupBy(
    all,
    ({ recall, reader, partyId, accountId }) => `${recall.caseId} ${reader} ${partyId} ${accountId ?? ''}`,
  );
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  return [...byReader.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const parcels = sum(own.map((one) => one.parcels));
    return [{ ...first, parcels, withCarrier: sum(own.map((one) => one.withCarrier)) }];
  });
}
/** Of a single parcel all is said; of several how many there are, and where they are shown. */
export function parcelsStoppedFor({ recall, reader, parcels, withCarrier, ...first }: Theirs): Notification {
  if (parcels === 1) {
    const parcel = { ...first, cause: 'recalled', holder: withCarrier === 1 ? 'carrier' : 'seller' } as const;
    return reader === 'seller' ? parcelToSeller(parcel) : toCarrier(parcel);
  }
  const atSeller = parcels - withCarrier;
  const some = (count: number, text: string): string[] => (count === 0 ? [] : [`${count}票${text}`]);
  const what =
    reader === 'seller'
      ? [...some(atSeller, `还在您这里，${NOT_SENT}${KEPT}`), ...some(withCarrier, `由配送单位退给您，${BROUGHT_BACK}`)]
      : [...some(withCarrier, `在路上，${TURNED_ROUND}`), ...some(atSeller, NOT_FETCHED)];
  // What nobody fetched is called off with its order, and stands on no carrier's list.
  const whereShown = reader !== 'seller' && withCarrier === 0 ? '' : `。是哪些，在“${SHOWN_ON[reader]}”里看`;
  return {
    kind: 'parcel-stopped',
    title: STOPPED_TITLE,
    body: `召回“${recall.goods}”批次${recall.rootLotCode}：${parcels}票货停止配送。${what.join('；')}${whereShown}`,
    orderId: null,
  };
}
/** The pages' own titles (`pageOf`). */
const SHOWN_ON: Readonly<Record<Theirs['reader'], string>> = {
  carrier: '送的件',
  courier: '配送任务',
  seller: '召回',
};
