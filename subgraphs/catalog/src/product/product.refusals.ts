import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { priceRefusals } from '../price/price.refusals.ts';

const gtin = { GTIN_INVALID: { message: '商品条码的校验位不对，请核对' } } as const;
const category = { CATEGORY_UNKNOWN: { message: '没有这个类目，请重新选择' } } as const;
const picture = { PICTURE_UNKNOWN: { message: '没有找到这张图片，请重新上传' } } as const;

/** One row for each thing that keeps a product off sale; the refusal's details name every one of them. */
const publishing = {
  SHOP_NOT_ON_SALE: { message: '店铺现在不能销售，商品不能上架', clause: '6.4' satisfies ClauseRef },
  LABEL_INCOMPLETE: { message: '价签不完整，商品不能上架', clause: '7.3.5.c' satisfies ClauseRef },
  STANDARD_MISSING: { message: '质量标准不符合要求，商品不能上架', clause: '7.3.3.a-c' satisfies ClauseRef },
  NET_CONTENT_MISSING: { message: '没有写明净含量，商品不能上架', clause: '7.3.4.b' satisfies ClauseRef },
  STORAGE_MISSING: { message: '没有写明贮存温度，商品不能上架', clause: '7.3.2.f' satisfies ClauseRef },
  GMO_NOT_STATED: { message: '没有写明是否转基因，商品不能上架' },
  COPY_REFUSED: { message: '宣传文字有不允许的内容，请改掉标出的词', clause: '7.3.7.k-l' satisfies ClauseRef },
} as const;

export const createProductRefusals = defineRefusals({
  ...gtin,
  ...category,
  ...picture,
  ...priceRefusals,
  SHOP_UNKNOWN: { message: '没有这个店铺，或您不能管理它' },
});
export const reviseProductRefusals = defineRefusals({ ...category, ...picture, ...publishing });
export const publishProductRefusals = defineRefusals(publishing);
export const withdrawProductRefusals = defineRefusals({});
export const reviewProductRefusals = defineRefusals({});
