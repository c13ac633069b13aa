import { defineRefusals } from '@heitu/kit/rules/outcome';

export const measureRefusals = defineRefusals({
  DUE_DATE_MISSING: { message: '限期整改要写明到期日', clause: '6.6.end' },
  DUE_DATE_PAST: { message: '到期日要在今天之后', clause: '6.6.end' },
  CLAUSE_UNKNOWN: { message: '没有这一条，请核对条款号' },
  ALREADY_TAKEN: { message: '已经为这件事采取过措施' },
  ALREADY_APPEALED: { message: '每项措施只能申诉一次', clause: '6.6.end' },
  NOTHING_TO_LIFT: { message: '这个主体没有执行中的措施' },
  PARTY_UNKNOWN: { message: '没有这个主体' },
});

export const assessmentRefusals = defineRefusals({
  MONTH_NOT_OVER: { message: '这个月还没有过完，不能公布', clause: '13' },
  MONTH_IN_FUTURE: { message: '不能考评还没有到的月份', clause: '13' },
  ALREADY_PUBLISHED: { message: '这个月的考评已经公布，不能重做', clause: '13' },
  NOT_ASSESSED: { message: '这个月还没有考评', clause: '13' },
});
