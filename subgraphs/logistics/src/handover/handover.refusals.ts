import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { stoppedRefusal } from '../shipment/stop.policy.ts';

export const openHandoverRefusals = defineRefusals({
  ...stoppedRefusal,
  FRESH_POINT_MISSING: { message: '生鲜交接每一项都要查看合格并记录', clause: '8.4.2.bi' satisfies ClauseRef },
  TEMPERATURE_OUT_OF_RANGE: { message: '温度不符合这批货的要求，不能交接', clause: '8.4.2.bh' satisfies ClauseRef },
  DOCUMENT_INCOMPLETE: { message: '货物单据内容不全，不能交接', clause: '8.4.1' satisfies ClauseRef },
  BANNED_GOODS: { message: '国家禁止寄递的物品，不能收寄', clause: '8.5.2' satisfies ClauseRef },
  HANDOVER_OPEN: { message: '这票货已经开过交接单，请直接签字' },
});
export const voidHandoverRefusals = defineRefusals({});
export const signHandoverRefusals = defineRefusals({
  ...stoppedRefusal,
  ALREADY_SIGNED: { message: '您这一方已经签过字' },
  DOCUMENT_ALTERED: { message: '单据内容与开单时不一致，不能签字，请联系平台', clause: '8.4.2.bj' satisfies ClauseRef },
  SAME_SIGNER: { message: '交接双方要由不同的人签字', clause: '8.4.2.bj' satisfies ClauseRef },
});
export const reconcileHandoversRefusals = defineRefusals({
  TOO_MANY: { message: '这段时间的单据太多，请分段核对', clause: '8.4.2.bl' satisfies ClauseRef },
});
export const resolveMismatchRefusals = defineRefusals({});
