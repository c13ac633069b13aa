import { type ClauseRef, type Desk, type Role, SELLER_ROLES } from '@heitu/standard';
import { type ActionOf, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { BRING_WORKING_DAYS, SEND_ANEW_WORKING_DAYS, type Cause, type Kind } from './after-sale.policy.ts';

/** What deadlines and guards look at. */
interface Judged {
  kind: Kind;
  cause: Cause;
  recallId: string | null;
  answerDueAtMs: number;
  waitDueAtMs: number | null;
  fetchedAtMs: number | null;
  checkedAtMs: number | null;
  refundDueAtMs: number | null;
}

/** A return without a reason was checked when it was asked for. */
const mayBeTurnedDown = {
  holds: ({ cause }: Judged) => cause !== 'no-reason',
  else: 'NO_REASON_RETURN_STANDS',
} as const;

/** Where goods come back, money is spoken of when they have. */
const nothingComesBack = {
  holds: ({ kind }: Judged) => kind === 'refund-only',
  else: 'GOODS_COME_BACK',
} as const;
/** What was called back is sealed, however it looks. */
const notRecalled = { holds: ({ recallId }: Judged) => recallId === null, else: 'RECALLED_STANDS' } as const;
/** Not yet at an end, and no money on its way. */
export const ASKED_STATES = [
  'requested',
  'offered',
  'approved',
  'to-send',
  'fetched',
  'sent-back',
  'handed-over',
  'exchanging',
] as const;

export const afterSaleLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'after-sale',
  initial: 'requested',
  states: {
    requested: {
      text: '待商家处理',
      own: '等您答复',
      desk: 'seller',
      until: 'answerDueAtMs',
      then: { action: 'approve', job: 'answer-after-sales' },
    },
    // Silence takes the money: it does not shut out a complaint about the rest.
    offered: {
      text: '待买家答复',
      own: '等您答复',
      desk: 'buyer',
      until: 'waitDueAtMs',
      then: { action: 'take-offer', job: 'end-after-sales' },
    },
    approved: {
      text: '待上门取件',
      desk: 'carrier',
      until: 'waitDueAtMs',
      then: { action: 'let-send', job: 'end-after-sales' },
    },
    // Nobody came: the carrier still may, until the buyer has sent the goods.
    'to-send': {
      text: '待买家寄回',
      own: '等您寄回',
      desk: 'buyer',
      until: 'waitDueAtMs',
      then: { action: 'lapse', job: 'end-after-sales' },
    },
    fetched: {
      text: '已取件，待交商家',
      desk: 'courier',
      until: { since: 'fetchedAtMs', workingDays: BRING_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    'sent-back': {
      text: '买家已寄回，待商家验收',
      own: '买家寄回了，等您验收',
      desk: 'seller',
      until: 'waitDueAtMs',
      then: { action: 'accept-silent', job: 'end-after-sales' },
    },
    'handed-over': {
      text: '待商家验收',
      own: '等您验收',
      desk: 'seller',
      until: 'waitDueAtMs',
      then: { action: 'accept-silent', job: 'end-after-sales' },
    },
    refunding: { text: '退款中', desk: 'provider', until: 'refundDueAtMs', then: { desk: 'finance' } },
    refunded: { text: '已退款', end: true },
    // Who had the goods on the way bears all of it: they pay the buyer, and the seller refunds nothing.
    compensated: { text: '由责任方赔付', end: true },
    exchanging: {
      text: '换货发出',
      desk: 'carrier',
      until: { since: 'checkedAtMs', workingDays: SEND_ANEW_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    exchanged: { text: '换货完成', end: true },
    rejected: { text: '商家未同意', end: true },
    declined: { text: '验收未通过', end: true },
    withdrawn: { text: '已撤回', end: true },
    lapsed: { text: '没有寄回，已结束', end: true },
    ended: { text: '平台已结束', end: true },
    lost: { text: '途中丢失，由配送方赔付', end: true },
  },
  transitions: [
    { action: 'approve', from: ['requested'], to: 'approved', by: [...SELLER_ROLES, 'system'], label: '同意' },
    {
      action: 'reject',
      from: ['requested'],
      to: 'rejected',
      by: SELLER_ROLES,
      label: '不同意',
      when: mayBeTurnedDown,
    },
    {
      action: 'offer',
      from: ['requested'],
      to: 'offered',
      by: SELLER_ROLES,
      label: '商量退一部分',
      when: nothingComesBack,
    },
    { action: 'take-offer', from: ['offered'], to: 'refunding', by: ['consumer', 'system'], label: '就退这些' },
    { action: 'refuse-offer', from: ['offered'], to: 'requested', by: ['consumer'], label: '不接受' },
    { action: 'withdraw', from: ['requested', 'offered'], to: 'withdrawn', by: ['consumer'], label: '撤回申请' },
    { action: 'let-send', from: ['approved'], to: 'to-send', by: ['system'], label: '改由买家寄回' },
    { action: 'send-back', from: ['to-send'], to: 'sent-back', by: ['consumer'], label: '填快递单号' },
    { action: 'lapse', from: ['to-send'], to: 'lapsed', by: ['system'], label: '逾期未寄回' },
    { action: 'fetch', from: ['approved', 'to-send'], to: 'fetched', by: ['system'], label: '配送员取件' },
    {
      action: 'hand-over',
      from: ['approved', 'to-send', 'fetched', 'sent-back'],
      to: 'handed-over',
      by: ['system'],
      label: '与配送员交接',
      clause: '7.6.x',
    },
    {
      action: 'accept',
      from: ['handed-over', 'sent-back'],
      to: 'refunding',
      by: SELLER_ROLES,
      label: '验收通过',
      clause: '7.6.z',
    },
    {
      action: 'accept-silent',
      from: ['handed-over', 'sent-back'],
      to: 'refunding',
      by: ['system'],
      label: '逾期未验收，按通过办理',
      clause: '7.6.aa',
    },
    {
      action: 'decline',
      from: ['handed-over', 'sent-back'],
      to: 'declined',
      by: SELLER_ROLES,
      label: '验收不通过',
      clause: '7.6.y',
      when: notRecalled,
    },
    {
      action: 'exchange',
      from: ['handed-over', 'sent-back'],
      to: 'exchanging',
      by: ['system'],
      label: '换货发出',
      clause: '7.6.z',
    },
    {
      action: 'refund',
      from: ['requested', 'exchanging'],
      to: 'refunding',
      by: ['system'],
      label: '退款',
      clause: '7.6.aa',
    },
    {
      action: 'order-refund',
      from: ASKED_STATES,
      to: 'refunding',
      by: ['mediator'],
      label: '平台决定退款',
      clause: '7.6.aa',
    },
    { action: 'order-end', from: ASKED_STATES, to: 'ended', by: ['mediator'], label: '平台决定结束' },
    {
      action: 'lose',
      from: ['approved', 'to-send', 'fetched', 'exchanging'],
      to: 'lost',
      by: ['system'],
      label: '途中丢失',
      clause: '6.6.d',
    },
    {
      action: 'compensate',
      from: ['refunding'],
      to: 'compensated',
      by: ['system'],
      label: '责任方赔付',
      clause: '6.6.d',
    },
    { action: 'finish-refund', from: ['refunding'], to: 'refunded', by: ['system'], label: '退款到账' },
    { action: 'finish-exchange', from: ['exchanging'], to: 'exchanged', by: ['system'], label: '换货签收' },
  ],
});
export type AfterSaleState = StateOf<typeof afterSaleLifecycle>;
export type AfterSaleAct = ActionOf<typeof afterSaleLifecycle>;
