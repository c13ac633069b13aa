import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const setServiceAreaRefusals = defineRefusals({
  NOTHING_SERVED: { message: '上门收货和送货到家至少选一样', clause: '8.1.2.at' satisfies ClauseRef },
  STATION_UNKNOWN: { message: '这个服务站没有备案或已停用', clause: '8.1.2.as' satisfies ClauseRef },
});
export const withdrawServiceAreaRefusals = defineRefusals({});
export const withdrawRateRefusals = defineRefusals({});
export const setRateRefusals = defineRefusals({});
export const declareVillagesRefusals = defineRefusals({});

/** Why no carrier can be offered. */
export const offerRefusals = {
  BANNED_GOODS: { message: '国家禁止寄递的物品，不能下单配送', clause: '8.5.2' },
  OUTSIDE_SERVICE_AREA: { message: '这个地址暂时送不到，请换一个收货地址', clause: '8.1.2.at' },
  NO_COLD_CHAIN: { message: '这个地址暂时没有冷链配送，生鲜送不了', clause: '8.1.af' },
} as const satisfies Record<string, { message: string; clause: ClauseRef }>;
export type OfferRefusalCode = keyof typeof offerRefusals;
