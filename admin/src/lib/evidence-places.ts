import { placeOfDutyItem } from '../pages/duties/places.ts';
import { SAID } from './said.ts';
import { DueKindWords, PartyKindWords, RoleWords } from '../api/admin.ts';
/** Where the records behind a clause's figures are: the longest beginning that fits. */
const PLACES: Readonly<Record<string, readonly [path: string, label: string]>> = {
  5: ['/products?tab=lots', '批次与追溯'],
  '5.1.a': ['/produce', '农产品资源'],
  '5.2.c': ['/parties?kind=OPERATOR', '平台自己的档案'],
  '5.2.d': ['/operations?tab=register', '技术档案'],
  '5.3': ['/parties', '经营主体'],
  6: ['/filings', '资质审核'],
  '6.1': ['/parties?kind=OPERATOR', '平台自己的证照'],
  '6.1.f': ['/returns', '统计报送'],
  '6.2.b': ['/help', DueKindWords.HELP],
  '6.3': ['/audit', '审计记录'],
  '6.4': ['/filings', '资质审核'],
  '6.5': ['/supervision?tab=trade', '监督检查'],
  '6.5.a': ['/documents', '公示文件'],
  '6.5.b': ['/products?tab=copy', '文字检查'],
  '6.5.c': ['/products?tab=prices', DueKindWords.PRICE_FLAG],
  '6.5.d': ['/parties', '经营主体'],
  '6.6': ['/complaints', '投诉'],
  '6.6.a': ['/documents?tab=response', '响应时间'],
  '6.6.b': ['/documents?tab=duty', '值班'],
  '6.6.d': ['/finance?tab=recoveries', SAID.advancesAndRecoveries],
  '6.6.end': ['/measures', '措施'],
  7: ['/parties', '经营主体'],
  '7.3.1': ['/suppliers', '供应商'],
  '7.3.2': ['/products?tab=lots', '批次'],
  '7.3.3': ['/products', '商品'],
  '7.3.4': ['/products?tab=lots', '批次'],
  '7.3.5': ['/products', '商品与价签'],
  '7.3.6': ['/products?tab=lots', '批次'],
  '7.3.7': ['/products?tab=copy', '文字检查'],
  '7.3.8': ['/complaints', '投诉'],
  '7.4': ['/finance?tab=merchants', '商户号'],
  '7.5': ['/orders', '订单'],
  '7.6': ['/orders', '订单与售后'],
  '7.6.ab': ['/assessments', '月度考评'],
  8: ['/carriers', PartyKindWords.CARRIER],
  '8.1.1.ar': ['/cold-chain', DueKindWords.ALARM],
  '8.1.af': ['/carriers', '冷链设施'],
  '8.2': ['/supervision?tab=carriers', '对配送的监督'],
  '8.2.az': ['/supervision?tab=cod', DueKindWords.COD],
  '8.4': ['/shipments', '包裹与交接单'],
  '8.4.2.bl': ['/supervision?tab=handovers', '交接对账'],
  '8.4.3.bo': ['/cold-chain', '冷链'],
  '8.5': ['/shipments', '包裹'],
  '8.5.1.bt': ['/complaints', '投诉'],
  '8.5.3': ['/supervision?tab=carriers', '对配送的监督'],
  '8.5.3.bz': ['/complaints', '投诉'],
  '8.5.3.ca': ['/supervision?tab=cod', DueKindWords.COD],
  '8.6': ['/orders', '订单与售后'],
  9: ['/finance?tab=merchants', '商户号'],
  '9.2': ['/finance', '资金'],
  '9.2.cl': ['/parties?kind=PAYMENT_PROVIDER', PartyKindWords.PAYMENT_PROVIDER],
  '9.2.cm': ['/finance?tab=holds', DueKindWords.RISK_HOLD],
  '9.2.cn': ['/finance?tab=balance', '总账'],
  '9.2.co': ['/finance?tab=settlements', '结算'],
  '9.2.cp': ['/finance', '对账'],
  10: ['/documents?tab=notices', SAID.privacyNotice],
  '10.4': ['/audit', '审计记录'],
  '10.5': ['/documents', '公示文件'],
  11: ['/operations?tab=register', '技术档案'],
  '11.3.2': ['/operations?tab=incidents', '故障'],
  '11.3.3': ['/operations', '备份与演练'],
  '11.5': ['/audit', '审计记录'],
  '11.5.dd': ['/people', '人员与权限'],
  '11.5.de': ['/people', '人员与权限'],
  '11.5.dg': ['/audit?tab=check', '检查链'],
  '11.6': ['/operations', '备份与演练'],
  '11.8': ['/partners', RoleWords.PARTNER],
  12: ['/oversight', '来件'],
  '12.2.end': ['/documents', '公示文件'],
  13: ['/assessments', '月度考评'],
  '13.end': ['/measures', '措施'],
};

export function placeOf(clause: string): { path: string; label: string } | null {
  const parts = clause.split('.');
  for (let length = parts.length; length > 0; length--) {
    const head = parts.slice(0, length).join('.');
    // A clause of several letters (8.4.3.bo-bp) begins with its first.
    const found = PLACES[head] ?? PLACES[head.replace(/-.*/, '')];
    if (found) return { path: found[0], label: found[1] };
  }
  return null;
}
export const CHAPTERS: Readonly<Record<string, string>> = {
  5: '建设与运营总要求',
  6: PartyKindWords.OPERATOR,
  7: '在线销售商',
  8: '配送服务商与货物交接',
  9: PartyKindWords.PAYMENT_PROVIDER,
  10: '消费者信息与利益',
  11: '技术保障',
  12: '监督管理',
  13: '考核与改进',
};
/** The page on which a row of a kind is looked at and mended. */
const PAGES_OF_ROWS: Readonly<Record<string, (id: string) => string>> = {
  Account: () => '/people',
  Alarm: () => '/cold-chain',
  CarrierPart: () => '/carriers',
  Complaint: (id) => `/complaints/${id}`,
  DataRequest: () => '/audit',
  Duty: (kind) => placeOfDutyItem(kind),
  Device: () => '/cold-chain',
  FacilityStage: () => '/carriers',
  Filing: () => '/filings',
  HelpRequest: () => '/help',
  Lot: () => '/products?tab=lots',
  Measure: () => '/measures',
  NoticePart: () => '/documents?tab=notices',
  Order: (id) => `/orders/${id}`,
  OversightRequest: () => '/oversight',
  Party: (id) => `/parties/${id}`,
  Product: (id) => `/products/${id}`,
  Reconciliation: () => '/finance',
  RegisterPart: () => '/operations?tab=register',
  Role: () => '/people',
  Shipment: (id) => `/shipments/${id}`,
  Shop: () => '/parties',
  StatisticalReturn: () => '/returns',
  Supplier: () => '/suppliers',
  SupervisionCheck: () => '/supervision?tab=carriers',
  TechnicalItem: () => '/operations?tab=register',
  TradeCheck: () => '/supervision?tab=trade',
  Village: () => '/villages',
};
/** `Order:01H…` → its page; null for what no page mends. */
export function pageOfRow(ref: string): string | null {
  const [kind = '', id = ''] = ref.split(':');
  return PAGES_OF_ROWS[kind]?.(id) ?? null;
}
