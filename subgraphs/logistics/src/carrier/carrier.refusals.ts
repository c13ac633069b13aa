import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const setCarrierServiceRefusals = defineRefusals({
  SERVICE_TOO_SHORT: { message: '每周至少服务5天、每天至少8小时', clause: '8.5.1.br' satisfies ClauseRef },
});
export const registerFacilityRefusals = defineRefusals({
  RANGE_NEEDED: { message: '预冷库和冷柜要写明最低和最高温度', clause: '8.1.af' satisfies ClauseRef },
});
export const registerVehicleRefusals = defineRefusals({
  PLATE_TAKEN: { message: '这辆车已经登记过' },
  PAPERS_EXPIRED: { message: '车辆证件已过期，请换新后再登记', clause: '8.4.3.bn' satisfies ClauseRef },
  RANGE_NEEDED: { message: '冷藏车要写明能保持的最低和最高温度', clause: '8.4.3.bo' satisfies ClauseRef },
});
export const registerCourierRefusals = defineRefusals({
  ACCOUNT_UNKNOWN: { message: '没有这个账号，请本人先登录一次平台' },
  COURIER_EXISTS: { message: '这位配送员已经登记过' },
  CARRIER_NOT_IN_STANDING: { message: '本单位暂时不能经营，请先办好备案', clause: '8.1.ac' satisfies ClauseRef },
});
export const endCourierRefusals = defineRefusals({
  COURIER_HAS_TASKS: { message: '这位配送员手上还有没送完的货，请先改派' },
});
export const endVehicleRefusals = defineRefusals({
  VEHICLE_HAS_GOODS: { message: '这辆车上还有没送完的货，请先送完或换车' },
  VEHICLE_HAS_ALARM: { message: '这辆车的温度报警还没处理完，请先处理', clause: '8.1.1.ar' satisfies ClauseRef },
});
export const endDeviceRefusals = defineRefusals({
  DEVICE_HAS_ALARM: { message: '这个温度计的报警还没处理完，请先处理', clause: '8.1.1.ar' satisfies ClauseRef },
  DEVICE_WATCHES_GOODS: {
    message: '那里有冷货，只有这一个温度计看着，请先装好另一个，或等货送完',
    clause: '8.4.3.bp' satisfies ClauseRef,
  },
});
export const acceptCourierRulesRefusals = defineRefusals({
  RULES_CHANGED: { message: '配送规范已更新，请看完新的再确认', clause: '8.5.3.bu' satisfies ClauseRef },
});
export const linkDeviceRefusals = defineRefusals({
  DEVICE_TAKEN: { message: '这个设备编号已经登记过' },
  ONE_PLACE: { message: '请选一个设施或一辆车来装这个设备' },
});
