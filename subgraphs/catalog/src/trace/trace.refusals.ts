import { defineRefusals } from '@heitu/kit/rules/outcome';

export const recordTraceEventRefusals = defineRefusals({
  TIME_IN_FUTURE: { message: '发生时间不能晚于现在' },
  CORRECTED_EVENT_UNKNOWN: { message: '没有找到要更正的那一条记录' },
});
