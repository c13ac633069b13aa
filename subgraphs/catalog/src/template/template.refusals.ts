import { defineRefusals } from '@heitu/kit/rules/outcome';

export const saveProductTemplateRefusals = defineRefusals({
  CATEGORY_UNKNOWN: { message: '没有这个类目，请重新选择' },
  NAME_TAKEN: { message: '已经有同名的模板' },
  STANDARD_UNKNOWN: { message: '没有登记过适用于这类商品的这个标准' },
  COPY_REFUSED: { message: '文字里有不允许宣传的内容，请改掉标出的词' },
});
