import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const saveMarketingColumnRefusals = defineRefusals({
  PRODUCT_UNKNOWN: { message: '有商品不存在或没有上架过，请重新选择', clause: '6.3' satisfies ClauseRef },
  TOO_MANY: { message: '首页栏目已经够多，请先删掉一个' },
});
export const removeMarketingColumnRefusals = defineRefusals({});
