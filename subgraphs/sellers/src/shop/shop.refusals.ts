import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const openShopRefusals = defineRefusals({
  NOT_APPROVED: { message: '备案通过后才能开店', clause: '6.4' satisfies ClauseRef },
  KIND_DOES_NOT_SELL: { message: '这类主体不能开店' },
  FILE_UNKNOWN: { message: '图片没有找到，请重新上传' },
  TOO_MANY_SHOPS: { message: '店铺太多了，请先整理现有店铺' },
});
export const reviseShopRefusals = defineRefusals({ FILE_UNKNOWN: { message: '图片没有找到，请重新上传' } });
export const closeShopRefusals = defineRefusals({});
export const reopenShopRefusals = defineRefusals({
  NOT_IN_GOOD_STANDING: { message: '资质恢复有效后才能恢复营业', clause: '6.4' satisfies ClauseRef },
});
