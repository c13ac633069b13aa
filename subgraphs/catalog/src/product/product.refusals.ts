import type { RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const GTIN_INVALID = { message: '商品条码的校验位不对，请核对' } as const satisfies RefusalText;
export const CATEGORY_UNKNOWN = { message: '没有这个类目，请重新选择' } as const satisfies RefusalText;
export const PICTURE_UNKNOWN = { message: '没有找到这张图片，请重新上传' } as const satisfies RefusalText;

/** One row for each thing of the goods that keeps them off sale; the refusal's details name every one of them. */
export const goodsRefusals = {
  LABEL_INCOMPLETE: { message: '价签不完整，商品不能上架', clause: '7.3.5.c' },
  PRICE_OUTSIDE_BAND: { message: '价格超出了政府公布的范围，商品不能上架', clause: '7.3.5.a' },
  PRICE_WAITS: { message: '应急期间价格涨得多，平台核实过才能上架', clause: '6.5.c' },
  STANDARD_MISSING: { message: '质量标准不符合要求，商品不能上架', clause: '7.3.3.a-c' },
  NET_CONTENT_MISSING: { message: '没有写明净含量，商品不能上架', clause: '7.3.4.b' },
  STORAGE_MISSING: { message: '没有写明贮存温度，商品不能上架', clause: '7.3.2.f' },
  GMO_NOT_STATED: { message: '没有写明是否转基因，商品不能上架' },
  COPY_REFUSED: { message: '宣传文字有不允许的内容，请改掉标出的词', clause: '7.3.7.k-l' },
} as const satisfies Record<string, RefusalText<ClauseRef>>;
export const publishRefusals = {
  SHOP_NOT_ON_SALE: { message: '店铺现在不能销售，商品不能上架', clause: '6.4' },
  ...goodsRefusals,
} as const satisfies Record<string, RefusalText<ClauseRef>>;
export type GoodsCode = keyof typeof goodsRefusals;
export type PublishCode = keyof typeof publishRefusals;
