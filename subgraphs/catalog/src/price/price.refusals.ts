import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

/** What can be wrong with the prices of a label, whichever way it is set. */
export const priceRefusals = {
  BAND_MISSING: { message: '这种定价类型要填写价格范围', clause: '7.3.5.a' satisfies ClauseRef },
  OUTSIDE_BAND: { message: '价格超出了规定的范围', clause: '7.3.5.a' satisfies ClauseRef },
  NO_MEMBERSHIP: {
    message: '平台没有会员，会员价不用填：标出来的价钱要有人能付',
    clause: '7.3.5.b' satisfies ClauseRef,
  },
  MEMBER_ABOVE_RETAIL: { message: '会员价不能高于零售价', clause: '7.3.5.c' satisfies ClauseRef },
} as const;

export const setPriceLabelRefusals = defineRefusals({
  ...priceRefusals,
  LABEL_INCOMPLETE: { message: '在售商品的价签不能缺项', clause: '6.5.c' satisfies ClauseRef },
  CHANGED_MEANWHILE: { message: '价签刚被别人改过，请刷新后再改', clause: '7.3.5.b' satisfies ClauseRef },
});
export const clearPriceFlagRefusals = defineRefusals({});
