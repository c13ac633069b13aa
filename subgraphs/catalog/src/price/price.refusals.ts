import type { RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

/** What can be wrong with the prices of a label, whichever way it is set. */
export const priceRefusals = {
  BAND_MISSING: { message: '这类商品没有公布过政府价格，请选别的定价类型', clause: '7.3.5.a' },
  BAND_NEEDS_WEIGHT: { message: '这类商品按重量定价，要先写明净含量', clause: '7.3.5.a' },
  OUTSIDE_BAND: { message: '价格超出了政府公布的范围', clause: '7.3.5.a' },
  NO_MEMBERSHIP: { message: '平台没有会员，会员价不用填：标出来的价钱要有人能付', clause: '7.3.5.b' },
  MEMBER_ABOVE_RETAIL: { message: '会员价不能高于零售价', clause: '7.3.5.c' },
} as const satisfies Record<string, RefusalText<ClauseRef>>;
export type PriceCode = keyof typeof priceRefusals;
