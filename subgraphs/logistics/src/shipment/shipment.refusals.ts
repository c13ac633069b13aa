import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { stoppedRefusal } from './stop.policy.ts';

export const assignShipmentRefusals = defineRefusals({
  ...stoppedRefusal,
  COURIER_NOT_CERTIFIED: {
    message: '这位配送员没有有效的冷链上岗证，不能送生鲜',
    clause: '8.1.ag' satisfies ClauseRef,
  },
  COURIER_RULES_NOT_ACCEPTED: {
    message: '配送规范已更新，请这位配送员先看完并确认',
    clause: '8.5.3.bu' satisfies ClauseRef,
  },
  VEHICLE_EXPIRED: { message: '车辆证件已过期，请换一辆车', clause: '8.4.3.bn' satisfies ClauseRef },
  VEHICLE_NOT_COLD: { message: '这辆车达不到货物要求的温度，请派合适的冷藏车', clause: '8.4.3.bo' satisfies ClauseRef },
  VEHICLE_NOT_MONITORED: { message: '这辆车没有装温度监控，不能送生鲜', clause: '8.4.3.bp' satisfies ClauseRef },
  RANGES_CONFLICT: { message: '车上已有温度要求不同的货，不能装在一起', clause: '8.4.3.bo' satisfies ClauseRef },
  CARRIER_NOT_IN_STANDING: { message: '本单位暂时不能经营，请先办好备案', clause: '8.1.ac' satisfies ClauseRef },
  ASSIGNED_MEANWHILE: { message: '刚刚已由别人派给别的人或车，请刷新后再看要不要改派' },
});
export const assignReadyShipmentsRefusals = defineRefusals({});
export const checkLoadRefusals = defineRefusals({
  POINT_FAILED: { message: '装载检查有不合格项，整改后才能发车', clause: '8.4.3.bm' satisfies ClauseRef },
  VEHICLE_EXPIRED: { message: '车辆证件已过期，不能发车', clause: '8.4.3.bn' satisfies ClauseRef },
});
export const storeShipmentRefusals = defineRefusals({
  FACILITY_NOT_COLD: { message: '这个库达不到货物要求的温度', clause: '8.7.end' satisfies ClauseRef },
  ALREADY_STORED: { message: '这票货已经在库里', clause: '8.7.end' satisfies ClauseRef },
});
export const releaseFromStorageRefusals = defineRefusals({});
export const setExpressNumberRefusals = defineRefusals({
  ...stoppedRefusal,
  NUMBER_TAKEN: { message: '这个快递单号已用在另一票货上' },
});
