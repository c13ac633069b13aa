import { defineRefusals } from '@heitu/kit/rules/outcome';

export const disclosureRefusals = defineRefusals({
  NEWER_VERSION: { message: '有了新版本，请刷新后再操作' },
  FEE_NOT_STATED: { message: '收费标准和入驻协议要写明平台服务费，并和实际收取的一致', clause: '6.5.a' },
  NO_PHONE: { message: '服务电话只写号码，例如 0451-00000000' },
  NOT_PUBLISHED: { message: '还没有公布这份文件' },
  NOT_AN_AGREEMENT: { message: '这份文件不需要确认' },
  PERIOD_UNKNOWN: { message: '期间写作 2026-11、2026-Q4 或 2026-H2', clause: '6.1.f' },
  PERIOD_NOT_OVER: { message: '这一期还没有过完', clause: '6.1.f' },
  ALREADY_FILED: { message: '这一期已经上报，不能重做', clause: '6.1.f' },
  ENDS_BEFORE_START: { message: '结束时间要在开始时间之后' },
  RECOVERED_TOO_MANY: { message: '恢复行数不能多于原有行数', clause: '11.3.3.db' },
  IN_THE_FUTURE: { message: '时间不能在将来' },
});
