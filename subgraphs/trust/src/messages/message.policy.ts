import { keysOf } from '@heitu/kit/rules/checked';
import { titlesOf } from '@heitu/kit/rules/titles';
import type { SmsTemplate } from '../sms/sms-templates.table.ts';

/** As what somebody is told: at work for a party, for the platform, or as whoever they are. */
export type Reader = 'person' | 'seller' | 'carrier' | 'courier' | 'station' | 'operator';

interface Told {
  title: string;
  /** A tap can ask WeChat to tell of it. */
  byWechat?: true;
  /**
   * To whom it goes by SMS too, by which template: where WeChat does not reach them, where they have no WeChat here at
   * all, or in any case.
   */
  sms?: { to: readonly Reader[]; template: SmsTemplate; when: 'untold' | 'phone-only' | 'always'; each?: true };
  /** It comes in the night, too: the morning is too late. */
  atNight?: true;
  /** A law has it told whatever somebody wishes. */
  byLaw?: true;
}

/** Who buys at a station has a phone number and no WeChat here: each step reaches them by SMS. */
const STEP = { to: ['person'], template: 'order-step', when: 'phone-only' } as const;

/** All messages there are: by which ways each goes to whom, and when. */
export const MESSAGES = {
  'order-paid': {
    title: '新订单提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'order-new', when: 'untold' },
  },
  'order-unseen': {
    title: '订单没人看提醒',
    byWechat: true,
    sms: { to: ['seller', 'station'], template: 'order-unseen', when: 'always' },
  },
  'parcel-assigned': {
    title: '派单提醒',
    byWechat: true,
    sms: { to: ['courier'], template: 'parcel-assigned', when: 'untold' },
  },
  'pick-up-coming': {
    title: '来取货提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'pick-up-coming', when: 'untold' },
  },
  // Somebody signed for the seller on a courier's screen: in wrong hands, the card is withdrawn at once.
  'handed-by-card': {
    title: '用交货卡交货提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'handed-by-card', when: 'untold' },
    atNight: true,
  },
  'handover-objected': {
    title: '商家说交货不对提醒',
    byWechat: true,
    sms: { to: ['carrier'], template: 'order-step', when: 'untold' },
  },
  'objection-cleared': { title: '说交货不对有答复', byWechat: true, sms: { ...STEP, to: ['seller'] } },
  'order-cancelled': { title: '订单取消提醒', byWechat: true, sms: STEP },
  'payment-reviewed': { title: '付款核实结果', byWechat: true },
  'bought-for-you': {
    title: '代买提醒',
    sms: { to: ['person'], template: 'bought-for-you', when: 'always', each: true },
    atNight: true,
  },
  // What they are asked goes with until when (tell-of-words.ts).
  'stop-ask': {
    title: '喊停以后问您',
    sms: { to: [], template: 'stop-ask', when: 'always', each: true },
    atNight: true,
  },
  'stop-late': { title: '喊停晚了提醒', sms: { to: [], template: 'stop-late', when: 'always', each: true } },
  'stop-kept': { title: '照常送提醒', sms: STEP },
  'order-shipped': { title: '发货提醒', byWechat: true, sms: STEP },
  // With its code, which is asked for when it is sent (tell-of-hands.ts).
  'parcel-at-station': {
    title: '到站取货提醒',
    byWechat: true,
    sms: { to: [], template: 'pickup-code', when: 'phone-only', each: true },
  },
  'parcel-taken': {
    title: '代签提醒',
    byWechat: true,
    sms: { to: ['person'], template: 'parcel-taken', when: 'untold' },
  },
  'nobody-home': {
    title: '上门没人提醒',
    byWechat: true,
    sms: { to: ['person'], template: 'nobody-home', when: 'untold' },
  },
  // It goes to the recipient's number, and is read out at once (送货上门，代收要收件人同意).
  'signing-code': {
    title: '签收码',
    sms: { to: ['person'], template: 'signing-code', when: 'always', each: true },
    atNight: true,
    byLaw: true,
  },
  'order-delivered': { title: '签收提醒', byWechat: true, sms: STEP },
  'refund-undone': { title: '退款未到账提醒', byWechat: true, sms: STEP },
  'order-refunded': { title: '退款到账提醒', byWechat: true, sms: STEP },
  'order-lost': { title: '包裹丢失提醒', byWechat: true, sms: STEP },
  'after-sale': {
    title: '售后进展提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'after-sale', when: 'untold' },
  },
  'delivery-refused': { title: '拒收提醒', byWechat: true },
  claim: { title: '拒收货物定责提醒', byWechat: true },
  'complaint-filed': {
    title: '投诉提醒',
    byWechat: true,
    sms: { to: ['seller', 'carrier'], template: 'complaint', when: 'untold' },
  },
  'complaint-answered': { title: '投诉答复提醒', byWechat: true },
  'complaint-escalated': { title: '平台介入提醒', byWechat: true },
  'complaint-decided': { title: '投诉裁定提醒', byWechat: true },
  'complaint-compensated': { title: '赔付到账提醒', byWechat: true },
  'measure-taken': { title: '处理措施通知', byWechat: true },
  'assessment-draft': { title: '考评结果请您过目', byWechat: true },
  'appeal-decided': { title: '申诉结果通知', byWechat: true },
  'alarm-raised': {
    title: '冷链温度报警',
    byWechat: true,
    sms: { to: ['carrier'], template: 'alarm', when: 'untold' },
    atNight: true,
  },
  'standing-changed': { title: '经营资格变化通知', byWechat: true, sms: { ...STEP, to: ['seller'] } },
  'filing-returned': { title: '备案退回提醒', byWechat: true, sms: STEP },
  'paper-expiring': {
    title: '证照到期提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'paper-ends', when: 'untold' },
  },
  'phone-moved': { title: '手机号变动提醒', byWechat: true, atNight: true },
  'oversight-asked': { title: '监管要求提醒', byWechat: true },
  'lot-blocked': {
    title: '批次停售提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'lot-stopped', when: 'untold' },
    atNight: true,
  },
  'goods-stopped': {
    title: '停售召回提醒',
    byWechat: true,
    sms: { to: ['person'], template: 'recall', when: 'always' },
    atNight: true,
    byLaw: true,
  },
  'recall-graver': {
    title: '召回升级提醒',
    byWechat: true,
    sms: { to: ['person'], template: 'recall-graver', when: 'always' },
    atNight: true,
    byLaw: true,
  },
  'parcel-stopped': {
    title: '包裹停送提醒',
    byWechat: true,
    sms: { to: ['seller', 'carrier', 'courier'], template: 'parcel-stopped', when: 'untold' },
    atNight: true,
  },
  'leak-told': {
    title: '信息泄露告知',
    sms: { to: ['person'], template: 'leak-told', when: 'always' },
    byLaw: true,
  },
  delegation: {
    title: '代办提醒',
    byWechat: true,
    sms: { to: ['seller'], template: 'acted-for-you', when: 'untold' },
  },
  'rules-change': { title: '规则变动通知', byWechat: true },
  'duty-missed': { title: '到期没办提醒' },
  training: { title: '培训提醒' },
  'goods-to-sign': { title: '退回的货等签字' },
  'paper-returned': { title: '材料退回提醒' },
  'lot-reopened': { title: '停售批次重看提醒' },
  'price-held': { title: '应急价格提醒' },
  'tariff-change': { title: '运费变动通知', byWechat: true },
  // Nobody's silence costs whoever is asked; but it is their money, and it waits.
  'money-asked': {
    title: '有一笔钱等您答复',
    byWechat: true,
    sms: { to: ['seller', 'carrier', 'station'], template: 'money-asked', when: 'untold' },
  },
  'money-answered': { title: '欠款有答复了', byWechat: true },
  'deposit-paid': { title: '保证金付款提醒', byWechat: true },
  'overcharge-refunded': { title: '多收退款提醒' },
  'refund-transferred': { title: '退款改由平台转账提醒' },
  'price-outside-band': { title: '政府价格提醒' },
  'contract-moved': { title: '合同签订提醒' },
  'pool-offered': { title: '拼货说价提醒' },
  'pool-answered': { title: '拼货答复提醒' },
  'invoice-issued': { title: '发票开好提醒' },
  'invoice-asked': { title: '买家要发票提醒' },
  'reply-withdrawn': { title: '评价回复撤下通知' },
  'partner-grant': { title: '合作方授权通知' },
  'webhook-disabled': { title: '通知地址停用提醒' },
  'password-changed': { title: '密码变动提醒' },
  'second-factor-reset': { title: '验证器变动提醒' },
  'recovery-code-used': { title: '恢复码使用提醒' },
  'sign-in-tried': { title: '登录提醒' },
} as const satisfies Record<string, Told>;
export type MessageKind = keyof typeof MESSAGES;
export const MESSAGE_KINDS = titlesOf(MESSAGES);
export const toldOf = (kind: MessageKind): Told => MESSAGES[kind];

export const TOLD_MESSAGE_KINDS = keysOf(MESSAGES).filter((kind) => toldOf(kind).byWechat);
/** One tap adds one send; a person cannot collect more than this. */
export const SUBSCRIPTIONS_MAX = 20;
/** So many of a party's people get an SMS of one thing. */
export const SMS_RECIPIENTS_MAX = 3;

/** How somebody wants to be told outside the app. What a law has told comes in any case. */
export const MESSAGE_WAYS = {
  both: '微信，急事再发短信',
  wechat: '只用微信',
  sms: '急事发短信',
  none: '都不要，我自己打开看',
} as const;
export type MessageWay = keyof typeof MESSAGE_WAYS;
export interface Wishes {
  way: MessageWay;
  isQuietAtNight: boolean;
}
/** Who has chosen nothing. */
export const USUAL_WISHES: Wishes = { way: 'both', isQuietAtNight: true };
export const wantsWechat = ({ way }: Wishes): boolean => way === 'both' || way === 'wechat';
export const wantsSms = ({ way }: Wishes): boolean => way === 'both' || way === 'sms';
/** What goes by SMS to those at work, as the page of wishes shows it. */
export const SMS_KINDS = keysOf(MESSAGES).filter((kind) => {
  const { sms } = toldOf(kind);
  return sms && sms.when !== 'phone-only';
});

/** Where the mini-program shows what a message is about. */
interface About {
  kind: MessageKind;
  reader: Reader | null;
  orderId: string | null;
}
/** Where those who have several of the parcels that a recall stopped see them: on their way back, or as recalled. */
const STOPPED_PARCELS: Readonly<Partial<Record<Reader, string>>> = {
  carrier: 'carrier/pages/parcels/index?state=REFUSED',
  courier: 'courier/pages/tasks/index',
  seller: 'seller/pages/recalls/index',
};
/** What one owes and is owed stands on one page for all who have an account; cash of the door on the carrier's own. */
const moneyPageOf = (kind: MessageKind, reader: Reader | null): string | null => {
  if (reader === 'carrier' && kind === 'money-answered') return 'carrier/pages/money/index';
  return reader === 'seller' || reader === 'carrier' || reader === 'station' ? 'seller/pages/debts/index' : null;
};
export function pageOf({ kind, reader, orderId }: About): string | null {
  if (kind === 'delegation') return 'seller/pages/station/index';
  const listed = kind === 'parcel-stopped' && orderId === null && reader !== null && STOPPED_PARCELS[reader];
  if (listed) return listed;
  if (kind === 'money-asked' || kind === 'money-answered' || kind === 'deposit-paid') return moneyPageOf(kind, reader);
  if (kind === 'handover-objected') return 'carrier/pages/handovers/index?tab=open';
  if (reader === 'courier') return 'courier/pages/tasks/index';
  if (reader === 'carrier') return 'carrier/pages/today/index';
  if (reader === 'station') return 'seller/pages/station/index';
  if (kind === 'recall-graver' || (kind === 'goods-stopped' && orderId === null)) return 'pages/recalls/index';
  if (orderId === null) return reader === 'seller' ? 'seller/pages/today/index' : null;
  return `${reader === 'seller' ? 'seller/pages' : 'pages'}/order/index?id=${orderId}`;
}
