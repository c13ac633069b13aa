import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

const stepMissing = {
  STEP_MISSING: { message: '前面的步骤还没有完成', clause: '8.6.ch' satisfies ClauseRef },
} as const;

export const assignCollectionRefusals = defineRefusals({
  ASSIGNED_MEANWHILE: { message: '刚刚已由别人派给另一位配送员，请刷新后再看要不要改派' },
});
export const appointCollectionRefusals = defineRefusals({
  TIME_PAST: { message: '约定的时间要在现在之后', clause: '8.6.ch' satisfies ClauseRef },
});
export const settleCollectionRefusals = defineRefusals(stepMissing);
export const inspectCollectionRefusals = defineRefusals({
  ...stepMissing,
  NOT_BY_RULE: { message: '商品不符合商家的退换规定，不能取回，请与商家联系', clause: '8.6.ch' satisfies ClauseRef },
});
export const recordCollectionConditionRefusals = defineRefusals(stepMissing);
export const signCollectionRefusals = defineRefusals(stepMissing);
export const takeCollectionRefusals = defineRefusals(stepMissing);
export const handOverCollectionRefusals = defineRefusals({
  LIST_NOT_CHECKED: { message: '请先和商家逐项核对退货明细', clause: '8.6.ci' satisfies ClauseRef },
});
export const signCollectionHandoverRefusals = defineRefusals({
  ALREADY_SIGNED: { message: '您这一方已经签过字' },
  SAME_SIGNER: { message: '交接双方要由不同的人签字', clause: '8.6.ci' satisfies ClauseRef },
});
