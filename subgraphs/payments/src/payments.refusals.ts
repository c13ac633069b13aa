import type { ClauseRef } from '@heitu/standard';
import { RISK_REVIEW } from './payments.policy.ts';
import { defineRefusals, type RefusalText } from '@heitu/kit/rules/outcome';

type Text = RefusalText<ClauseRef>;

export const startPaymentRefusals = defineRefusals({
  ALREADY_PAID: { message: '这笔订单已经付过款，不会重复扣款' } satisfies Text,
  CHECKOUT_CLOSED: { message: '付款时间已过，请重新下单' } satisfies Text,
  SELLER_CANNOT_RECEIVE: { message: '卖家的收款账户暂不可用，请联系平台客服', clause: '7.4.q' } satisfies Text,
  HELD_FOR_SAFETY: {
    message: `为保障您的资金安全，这笔付款先由${RISK_REVIEW.by}核实，最晚${RISK_REVIEW.workingDays}个工作日内办完，没有扣款。核实通过后${RISK_REVIEW.releaseHoldsHours}小时内可以付这一单；已过付款时间的，重新下单付不超过这次的金额`,
    clause: '9.2.cm',
  } satisfies Text,
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，没有扣款，请稍后再试' } satisfies Text,
});

export const lookUpPaymentRefusals = defineRefusals({
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再查', clause: '9.2.co' } satisfies Text,
});

export const openMerchantAccountRefusals = defineRefusals({
  PARTY_NOT_IN_GOOD_STANDING: { message: '该主体尚未通过资质审核，不能开通收款', clause: '7.4.q' } satisfies Text,
  ALREADY_OPEN: { message: '该主体已开通收款账户' } satisfies Text,
  MERCHANT_IN_USE: { message: '这个商户号已被其他主体使用' } satisfies Text,
  CONTRACT_EXPIRED: { message: '与支付机构的合同已过期，请先续签', clause: '7.4.p' } satisfies Text,
  SAME_PERSON: { message: '对接人和密码管理人应由不同的专人负责', clause: '7.4.r' } satisfies Text,
});

export const rotatePasswordRefusals = defineRefusals({});

export const reconcileDayRefusals = defineRefusals({
  BILL_NOT_READY: { message: '支付机构的账单要到第二天上午十点后才能下载', clause: '9.2.cp' } satisfies Text,
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再对账' } satisfies Text,
});

export const settleCaseRefusals = defineRefusals({
  MONEY_STILL_THERE: {
    message: '这笔钱在支付机构、不在平台的账上，不能只写说明就办结：请提议退给买家或补记到订单，办完后自动办结',
    clause: '9.2.cp',
  } satisfies Text,
});

/** Why money that the provider has and we have not cannot be dealt with this way. */
const remedyRefusals = {
  ALREADY_HERE: { message: '这笔款已经记在平台的账上，核对后直接办结即可', clause: '9.2.cp' } satisfies Text,
  MERCHANT_UNKNOWN: { message: '收这笔款的商户号没有登记在平台上，请先登记商户号', clause: '7.4.q' } satisfies Text,
  ORDER_LOST: {
    message: '平台上已经没有这笔付款的订单（可能在恢复备份时丢失），没有订单可以补记，请提议退给买家',
    clause: '9.2.cp',
  } satisfies Text,
  DOES_NOT_MATCH: {
    message: '支付机构收到的金额或收款方和订单不一致，不能补记到订单，请提议退给买家',
    clause: '9.2.cn',
  } satisfies Text,
  PARTLY_REFUNDED: {
    message: '这笔款已经退过一部分，不能再补记到订单，请提议把余下的退给买家',
    clause: '9.2.cn',
  } satisfies Text,
};
export const proposeRemedyRefusals = defineRefusals({
  ...remedyRefusals,
  OTHER_DIFFERENCE: { message: '只有“支付机构有、我方无”的收款才能提议退款或补记', clause: '9.2.cp' } satisfies Text,
  NOT_AT_PROVIDER: { message: '支付机构查不到这笔收款，请重新对一次这天的账', clause: '9.2.cp' } satisfies Text,
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，什么都没有改动，请稍后再试' } satisfies Text,
});
export const decideRemedyRefusals = defineRefusals({
  ...remedyRefusals,
  SAME_PERSON: { message: '提议的人不能自己确认，请另一位财务人员或平台管理员确认', clause: '9.2.cn' } satisfies Text,
});
export const decideRiskHoldRefusals = defineRefusals({});

export const collectRecoveryRefusals = defineRefusals({
  PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再试' } satisfies Text,
  NO_RAIL: {
    message:
      '责任方不是这笔订单的卖家，支付机构没有从它账户收款的办法，没有动任何人的钱。追偿继续保留：请按裁定向责任方书面催收，协商不成的走诉讼或仲裁',
    clause: '6.6.d',
  } satisfies Text,
  SELLER_BALANCE_LOW: { message: '责任方账户余额不足，暂时不能追回，系统会保留追偿', clause: '6.6.d' } satisfies Text,
});

export const retryRefusals = defineRefusals({});
