import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const addStaffRefusals = defineRefusals({
  ROLE_NOT_FOR_KIND: { message: '这类主体不能设这个角色' },
  ACCOUNT_UNKNOWN: { message: '没有这个账号，请让对方先登录一次小程序' },
  ALREADY_OWNER: { message: '您是负责人，不需要再加为店员' },
  TOO_MANY_STAFF: { message: '人员太多了，请先移除离职人员' },
});
export const removeStaffRefusals = defineRefusals({
  YOURSELF: { message: '不能移走自己，请让别的负责人来移' },
});
export const recordTrainingRefusals = defineRefusals({
  ACCOUNT_UNKNOWN: { message: '没有这个账号，请让对方先登录一次小程序' },
  CERTIFICATE_NEEDED: { message: '冷链培训合格后要填写上岗证编号和有效期', clause: '8.1.ag' satisfies ClauseRef },
});
