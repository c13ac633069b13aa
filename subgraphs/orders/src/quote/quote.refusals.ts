import type { ClauseRef } from '@heitu/standard';
import { defineRefusals } from '@heitu/kit/outcome';

export const quoteRefusals = defineRefusals({
  QUOTE_EXPIRED: { message: '这次报价早已过期，请重新核对价格', clause: '7.3.5.b' satisfies ClauseRef },
  EMPTY: { message: '购物车是空的，请先选商品' },
  ADDRESS_UNKNOWN: { message: '没有找到这个收货地址，请重新选择' },
  SKU_NOT_ON_SALE: { message: '有商品已下架，请从购物车移除后再试' },
  SHOP_CLOSED: { message: '店铺暂停营业，暂时不能下单' },
  OUT_OF_STOCK: { message: '库存不足，请减少数量' },
  TOTAL_TOO_LARGE: { message: '金额太大，请分几次下单' },
  OUTSIDE_SERVICE_AREA: { message: '这个地址不在配送范围内，请换一个地址', clause: '8.1.2.at' satisfies ClauseRef },
  BANNED_GOODS: { message: '有商品属于禁止寄递的物品，不能配送', clause: '8.5.2' satisfies ClauseRef },
  NO_COLD_CHAIN: { message: '这个地址没有冷链配送，生鲜商品暂时送不到', clause: '8.1.af' satisfies ClauseRef },
  NO_DELIVERY: { message: '暂时没有配送服务商能送，请稍后再试' },
});

/** Codes that logistics may answer an offer with; anything else is NO_DELIVERY. */
export const DELIVERY_REFUSALS = ['OUTSIDE_SERVICE_AREA', 'BANNED_GOODS', 'NO_COLD_CHAIN'] as const;
