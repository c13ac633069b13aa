import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { CODE_ATTEMPTS_MAX } from './delivery.policy.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';

export const callAheadRefusals = defineRefusals({
  ...stoppedRefusal,
  TIME_PAST: { message: '约定的时间要在现在之后', clause: '8.5.4.2.cb' satisfies ClauseRef },
});
export const checkCourierCodeRefusals = defineRefusals({
  ...stoppedRefusal,
  CODE_WRONG: {
    message: '身份码不对或已过期，请让配送员出示新的身份码；对不上请不要开门收货',
    clause: '8.5.4.2.cc' satisfies ClauseRef,
  },
  TOO_MANY_ATTEMPTS: {
    message: `身份码输错了${CODE_ATTEMPTS_MAX}次，已锁定。请先不要开门收货，打电话给配送单位核实；核实后由配送单位换发新的身份码，再核对一次`,
    clause: '8.5.4.2.cc' satisfies ClauseRef,
  },
});
export const renewCourierCodeRefusals = defineRefusals({});
export const recordOuterPackagingOpenedRefusals = defineRefusals({
  ...stoppedRefusal,
  STEP_MISSING: { message: '前面的步骤还没有完成', clause: '8.5.4.2.cc' satisfies ClauseRef },
});
export const signDeliveryRefusals = defineRefusals({
  ...stoppedRefusal,
  STEP_MISSING: { message: '送货步骤还没做完，请先完成再签字', clause: '8.5.4.2.ce' satisfies ClauseRef },
  ALARM_OPEN: { message: '这批货有没处理完的温度报警，处理好之前不能签收', clause: '8.1.1.ar' satisfies ClauseRef },
});
export const refuseDeliveryRefusals = defineRefusals({
  NOTE_NEEDED: { message: '请写明拒收的原因', clause: '8.5.4.3.cf' satisfies ClauseRef },
});
export const arriveAtDepotRefusals = defineRefusals({});
export const returnToSellerRefusals = defineRefusals({});
export const openContentsCaseRefusals = defineRefusals({
  OUTER_DAMAGED: { message: '外包装有挤压或拆封痕迹，请直接拒收', clause: '8.5.4.3.cf' satisfies ClauseRef },
  CASE_EXISTS: { message: '这票货已经登记过同样的问题', clause: '8.5.4.3.cg' satisfies ClauseRef },
});
export const settleContentsCaseRefusals = defineRefusals({});
export const recordCodCollectedRefusals = defineRefusals({
  NOT_CASH_ON_DELIVERY: {
    message: '这票货已经在网上付过款，不收现金；向买家多收的钱要当场退还',
    clause: '8.5.3.ca' satisfies ClauseRef,
  },
  ALREADY_COLLECTED: { message: '这票货的代收款已经登记过' },
});
export const reverseCodRefusals = defineRefusals({
  ALREADY_REVERSED: { message: '这笔登记已经冲正过' },
});
export const remitCodRefusals = defineRefusals({});
