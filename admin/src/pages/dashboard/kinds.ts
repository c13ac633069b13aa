import { CHECK_SUBJECTS, CHECK_TOPICS, OVERSEERS, word } from '../../lib/words.ts';

/** What is listed, as far as its words and its address need it. */
interface Item {
  id: string;
  title: string;
}
interface Kind {
  label: string;
  /** Where it is dealt with. */
  to: (item: Item) => string;
  /** Where all of its kind are. */
  list: string;
  title?: (item: Item) => string;
}
/** What has no page of its own is a row of its list, which the address names. */
const of = (label: string, list: string, to?: Kind['to'], title?: Kind['title']): Kind => ({
  label,
  list,
  to: to ?? (({ id }) => `${list}#${id}`),
  title,
});
const order: Kind['to'] = ({ id }) => `/orders/${id}`;
const shipment: Kind['to'] = ({ id }) => `/shipments/${id}`;
const complaint = (label: string, state: string): Kind =>
  of(label, `/complaints?state=${state}`, ({ id }) => `/complaints/${id}`);
/** Every kind that a room can answer with: tests/contract/due.spec.ts compares. */
export const KINDS: Readonly<Record<string, Kind>> = {
  filing: of('资质待审', '/filings', ({ id }) => `/parties/${id}`),
  help: of('商家提问', '/help'),
  're-review': of('主体复审', '/parties', ({ id }) => `/parties/${id}`),
  'price-flag': of('价格异动', '/products?tab=prices'),
  'order-confirmation': of('等商家确认订单', '/orders?state=paid', order),
  'order-shipping': of('商家逾期未发货', '/orders?state=confirmed', order),
  'order-pick-up': of('逾期未揽收', '/orders?state=ready', order),
  'order-delivery': of('配送逾期', '/orders?state=in-transit', order),
  'order-coming-back': of('拒收逾期未退回', '/orders?state=coming-back', order),
  'order-closing': of('订单逾期未关闭', '/orders?state=closing', order),
  'checkout-closing': of(
    '付款逾期未关闭',
    '/orders?state=closing',
    () => '/orders?state=closing',
    () => '支付机构还没有答复',
  ),
  'order-refund': of('退款逾期未到账', '/orders', order),
  'after-sale': of('等商家答复售后', '/orders', order),
  'after-sale-collection': of('退货逾期未取件', '/orders', order),
  'after-sale-acceptance': of('退货逾期未验收', '/orders', order),
  'after-sale-exchange': of('换货逾期未送到', '/orders', order),
  'after-sale-refund': of('售后退款逾期', '/orders', order),
  alarm: of('冷链报警', '/cold-chain?state=raised', undefined, ({ title }) => `温度计 ${title}`),
  'supervision-check': of('配送检查', '/supervision?tab=carriers&open=yes', undefined, ({ title }) =>
    word(CHECK_TOPICS, title),
  ),
  'supervision-finding': of('检查问题待了结', '/supervision?tab=carriers&open=yes', undefined, ({ title }) =>
    word(CHECK_TOPICS, title),
  ),
  'parcel-assignment': of('包裹逾期未派单', '/shipments?state=ready', shipment),
  'parcel-take-over': of('包裹逾期未接货', '/shipments?state=assigned', shipment),
  'parcel-delivery': of('包裹逾期未送达', '/shipments?state=taken-over', shipment),
  'parcel-return': of('拒收包裹逾期未退商家', '/shipments?state=refused', shipment),
  'storage-stay': of('包裹存放超时', '/shipments', shipment),
  mismatch: of('交接差异逾期未核实', '/supervision?tab=handovers', () => '/supervision?tab=handovers'),
  'contents-case': of('少件破损逾期未处理', '/shipments', shipment),
  collection: of('上门取件逾期', '/orders', order, ({ title }) => `要退给${title}`),
  'collection-return': of('取回的货逾期未交商家', '/orders', order, ({ title }) => `要退给${title}`),
  cod: of('代收货款', '/supervision?tab=cod&open=yes', undefined, () => '等配送返还'),
  'stopped-parcel': of('停送的包裹', '/shipments', shipment),
  refund: of('退款在途', '/orders', order),
  settlement: of('结算失败', '/finance?tab=settlements&state=FAILED', undefined, () => '要重新办理'),
  'settlement-under-way': of('结算逾期未办完', '/finance?tab=settlements', undefined, ({ title }) => `结算单 ${title}`),
  payment: of(
    '付款逾期没有结果',
    '/orders',
    () => '/orders?state=closing',
    ({ title }) => `付款单 ${title}`,
  ),
  advance: of(
    '先行赔付逾期未到账',
    '/complaints',
    ({ id }) => `/complaints/${id}`,
    () => '款项还没有付出',
  ),
  'recovery-under-way': of(
    '追偿款逾期未收回',
    '/finance?tab=recoveries&state=COLLECTING',
    undefined,
    () => '等支付机构退回',
  ),
  'remedy-decision': of(
    '差异处理等第二人确认',
    '/finance?tab=differences',
    () => '/finance?tab=differences',
    ({ title }) => `单号 ${title}`,
  ),
  'remedy-under-way': of(
    '差异处理逾期未办完',
    '/finance?tab=differences',
    () => '/finance?tab=differences',
    ({ title }) => `单号 ${title}`,
  ),
  'payment-password': of('支付密码逾期未换', '/finance?tab=merchants', undefined, ({ title }) => `商户号 ${title}`),
  'day-without-bill': of(
    '账单没取到，还没对账',
    '/finance?tab=reconciliations',
    () => '/finance?tab=reconciliations',
    ({ title }) => title,
  ),
  reconciliation: of('对账差异', '/finance?tab=differences', undefined, ({ title }) => `单号尾号 ${title.slice(-8)}`),
  'risk-hold': of('风险冻结', '/finance?tab=holds', undefined, () => '等人判断'),
  recovery: of('追偿', '/finance?tab=recoveries&state=OPEN', undefined, () => '先行赔付后待追偿'),
  'complaint-answer': complaint('投诉待答复', 'filed'),
  'complaint-decision': complaint('投诉待裁定', 'escalated'),
  'complaint-response': complaint('等责任方答复', 'decided'),
  'complaint-advance': complaint('待先行赔付', 'refused'),
  'complaint-payment': of('赔付逾期未办结', '/complaints', ({ id }) => `/complaints/${id}`),
  'measure-appeal': of('措施申诉', '/measures?state=appealed', undefined, ({ title }) => `依据 ${title}`),
  rectification: of('整改待核查', '/measures?state=reported', undefined, ({ title }) => `依据 ${title}`),
  review: of('评价待审', '/reviews'),
  'trade-check': of(
    '检查待复查',
    '/supervision?tab=trade&open=yes',
    undefined,
    ({ title }) => `${word(CHECK_SUBJECTS, title)}检查`,
  ),
  holidays: of(
    '节假日安排待登记',
    '/holidays',
    () => '/holidays',
    ({ title }) => `${title} 年`,
  ),
  assessment: of('考评待公布', '/assessments', ({ id }) => `/assessments/${id}`),
  return: of('报表待报送', '/returns'),
  oversight: of('来件待答复', '/oversight?open=yes', undefined, ({ title }) => word(OVERSEERS, title)),
  incident: of('故障未恢复', '/operations?tab=incidents&open=yes'),
  'shipping-notice': of('微信不接受发货信息', '/operations?tab=shipping', undefined, () => '货款还冻结着'),
  webhook: of('合作方推送停用已久', '/partners?tab=webhooks'),
};
