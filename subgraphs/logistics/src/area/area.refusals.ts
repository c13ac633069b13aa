import type { ClauseRef } from '@heitu/standard';

/** Why no carrier can be offered. */
export const offerRefusals = {
  BANNED_GOODS: { message: '国家禁止寄递的物品，不能下单配送', clause: '8.5.2' },
  OUTSIDE_SERVICE_AREA: { message: '这个地址暂时送不到，请换一个收货地址', clause: '8.1.2.at' },
  NO_DELIVERY_PRICE: { message: '送到这个地址要多少钱，还没有配送商公布，暂时送不了', clause: '7.3.5.d' },
  NO_COLD_CHAIN: { message: '这个地址暂时没有冷链配送，生鲜送不了', clause: '8.1.af' },
} as const satisfies Record<string, { message: string; clause: ClauseRef }>;
export type OfferRefusalCode = keyof typeof offerRefusals;
