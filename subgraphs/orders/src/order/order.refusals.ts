import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import { defineRefusals } from '@heitu/kit/outcome';

export const cancelOrderRefusals = defineRefusals({
  TOO_LATE: { message: '货已备好，不能取消了；收到后可以拒收或申请售后' },
});
export const confirmOrderRefusals = defineRefusals({
  CONFIRM_TOO_LATE: {
    message: `已超过${inWorkingDays('confirmOrder')}，订单将自动取消并退款`,
    clause: '7.5.w' satisfies ClauseRef,
  },
});
export const pickOrderRefusals = defineRefusals({
  LOTS_SHORT: { message: '能出库的批次不够（停售、召回和过期的不能发），请补货，或取消订单退款' },
});
