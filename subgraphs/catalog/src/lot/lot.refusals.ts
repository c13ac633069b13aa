import { atField, type RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

/** Said alike by several mutations of lots. */
export const SUPPLIER_NOT_FILED = {
  message: '供应商没有备案或证照已过期，不能从他进货',
  clause: '7.3.1.a-c',
} as const satisfies RefusalText<ClauseRef>;
/** Its detail, where the supplier is not the seller's. */
export const NOT_OWN_SUPPLIER = '没有这个供应商，或不是您备案的';
export const FILE_UNKNOWN = { message: '没有找到这个文件，请重新上传' } as const satisfies RefusalText;
export const DATE_IN_FUTURE = { message: '日期不能在今天以后' } as const satisfies RefusalText;
/** Its detail: which day it is. */
export const inFuture = (field: string, day: string) => [atField(field, `${day}还没有到`)];
export const NOT_OWN_PAPER = {
  message: '自己交的材料不能自己核验，请换一个人',
  clause: '7.3.2.a-f',
} as const satisfies RefusalText<ClauseRef>;
/** Of whatever is sent back. */
export const REASON_NEEDED = { message: '退回要写明哪里不对' } as const satisfies RefusalText;
