import { defineRefusals } from '@heitu/kit/rules/outcome';

export const loadHolidaysRefusals = defineRefusals({
  OTHER_YEAR: { message: '有的日期不在这一年的安排里，请核对' },
  NOT_A_WEEKEND: { message: '调休上班日只能是周六、周日，也不能同时放假，请核对' },
  STATUTORY_DAYS_MISSING: { message: '少了法定节假日，请对照国务院的通知补齐' },
  NEWER_VERSION: { message: '刚刚有人登记了这一年，请刷新后再看' },
});
