import type { Entry } from './queue.ts';

/**
 * Acts that need not wait for a network, by the name of their document, and what they are called while they wait. Not
 * here: what pays, a code that only the platform can judge now, what sets a price.
 */
const MAY_WAIT: Readonly<Record<string, string>> = {
  AcknowledgeAlarm: '温度报警知道了',
  AdjustStock: '盘点',
  AppointCollection: '约好取货时间',
  ArriveAtDepot: '货到站点',
  CallAhead: '电话约好送货',
  CheckCourierCode: '核对配送员的身份码',
  CheckLoad: '出车前看车',
  ConfirmOrder: '接下这一单',
  CourierOpenHandover: '清点，开交接单',
  CourierRefuseDelivery: '买家不收',
  CourierSignCollection: '取货签字',
  CourierSignByCard: '扫卡，商家的人签字',
  CourierSignHandover: '签字接货',
  CourierSignHandoverOfReturn: '退货交接签字',
  GiveParcelBack: '退给配送员',
  HandOverCollection: '把退货交给商家',
  HandParcelToStation: '交给站里',
  InspectCollection: '看退货合不合规定',
  PickOrder: '拣好货',
  RecordCollectionCondition: '记下退货的样子',
  RecordNobodyHome: '上门没人',
  RecordHarvest: '记采收',
  RecordInputUse: '记用药施肥',
  RecordOuterPackagingOpened: '当面开箱看货',
  RecordPlotNote: '记农事',
  SellerOpenHandover: '清点交货',
  SellerSignHandover: '商家签字交货',
  SettleCollection: '说好怎么退',
  SignAtDoor: '收货人签字',
  SignCustodyLeg: '点清，签字接手',
  StartSeason: '开始种一季',
  StrikeFieldRecord: '划掉一条记录',
  TakeCollection: '取到退货',
  TakeParcelAtStation: '站里点收',
};
export const mayWait = (name: string): boolean => name in MAY_WAIT;
export const textOfAct = (name: string): string => MAY_WAIT[name] ?? name;

/** Of these the platform asks when they were done, and judges it. */
const SAYS_WHEN: readonly string[] = [
  'CheckCourierCode',
  'CourierRefuseDelivery',
  'CourierSignByCard',
  'RecordNobodyHome',
  'SignAtDoor',
];
/** When it was done, by both clocks: the same for each try. */
export const doneOf = ({ document, atMs, heard }: Pick<Entry, 'document' | 'atMs' | 'heard'>): object => {
  if (!heard || !SAYS_WHEN.includes(document.name)) return {};
  const iso = (ms: number): string => new Date(ms).toISOString();
  return { done: { at: iso(atMs), heardAt: iso(heard.atMs), heardPhoneAt: iso(heard.phoneMs) } };
};

const THINGS = ['shipmentId', 'collectionId', 'orderId', 'plotId', 'lotId', 'legId'] as const;
/**
 * What it is done to: a page of one thing is of that thing, whatever else its acts name; on a page of many, the input
 * says it.
 */
export const thingOf = (
  input: Readonly<Record<string, unknown>>,
  page: { path: string; id: string | undefined },
): string =>
  page.id ?? THINGS.map((name) => input[name]).find((value): value is string => typeof value === 'string') ?? page.path;
