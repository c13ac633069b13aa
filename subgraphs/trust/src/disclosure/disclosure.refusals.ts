import type { RefusalText } from '@heitu/kit/rules/outcome';

/** Said alike by several mutations. */
export const NEWER_VERSION = { message: '有了新版本，请刷新后再操作' } as const satisfies RefusalText;
export const NOT_PUBLISHED = { message: '还没有公布这份文件' } as const satisfies RefusalText;
export const ENDS_BEFORE_START = { message: '结束时间要在开始时间之后' } as const satisfies RefusalText;
