import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

const supplier = {
  SUPPLIER_NOT_FILED: { message: '供应商没有备案或证照已过期，不能从他进货', clause: '7.3.1.a-c' satisfies ClauseRef },
} as const;
const file = { FILE_UNKNOWN: { message: '没有找到这个文件，请重新上传' } } as const;
const future = { DATE_IN_FUTURE: { message: '日期不能在今天以后' } } as const;

export const registerLotRefusals = defineRefusals({
  ...supplier,
  ...future,
  LOT_CODE_TAKEN: { message: '这个批号已经用过，请换一个' },
  EXPIRES_BEFORE_PRODUCED: { message: '保质期不能早于生产日期' },
});
export const addCertificateRefusals = defineRefusals({
  ...file,
  ...future,
  CERTIFICATE_EXPIRED: { message: '有效期不能早于签发日期' },
});
export const recordInspectionRefusals = defineRefusals({
  ...file,
  ...future,
  RESULT_TYPE_NOT_ACCEPTED: { message: '这一方不能出这种结果', clause: '7.3.6.a-c' satisfies ClauseRef },
  RESULT_CONTRADICTS_ITEMS: { message: '有项目不合格，结论不能写合格', clause: '7.3.6.a-c' satisfies ClauseRef },
});
export const releaseLotRefusals = defineRefusals({
  ...supplier,
  PAPERS_MISSING: { message: '进货登记的材料不全，这批货不能销售', clause: '7.3.2.a-f' satisfies ClauseRef },
  LOT_EXPIRED: { message: '这批货已过保质期，不能销售' },
});
export const recallLotRefusals = defineRefusals({});
export const recordMeasureCheckRefusals = defineRefusals({
  ...future,
  NO_NET_CONTENT: { message: '这个规格没有登记净含量或个数，不能做计量抽检', clause: '7.3.4.b' satisfies ClauseRef },
});
