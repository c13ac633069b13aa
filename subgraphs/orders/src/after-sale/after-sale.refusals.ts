import type { ClauseRef } from '@heitu/standard';
import { defineRefusals } from '@heitu/kit/outcome';

export const requestAfterSaleRefusals = defineRefusals({
  WINDOW_OVER: { message: '已超过售后期限；有质量问题请走投诉' },
  TOO_MANY: { message: '申请的数量超过了可以申请的数量' },
  NOT_RETURNABLE: { message: '鲜活易腐商品不支持七天无理由退货；有质量问题请选质量原因' },
  REASON_NEEDED: { message: '仅退款需要说明质量等原因' },
  PHOTO_UNKNOWN: { message: '有照片没有传上来，请重新选择' },
  ALREADY_OPEN: { message: '这个订单已有处理中的售后申请' },
});
export const decideAfterSaleRefusals = defineRefusals({
  REASON_NEEDED: { message: '不同意时请写明理由' },
  NO_REASON_RETURN_STANDS: { message: '七天无理由退货不能拒绝；收到货后验收不合格再处理' },
});
export const withdrawAfterSaleRefusals = defineRefusals({});
export const acceptReturnRefusals = defineRefusals({
  NOT_HANDED_OVER: { message: '还没有与配送员完成交接，不能验收', clause: '7.6.x' satisfies ClauseRef },
  NOTE_NEEDED: { message: '验收不通过时请写明原因', clause: '7.6.y' satisfies ClauseRef },
  OUT_OF_STOCK: { message: '没有可换的货，可以改为退款' },
});
