import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const registerPartyRefusals = defineRefusals({
  CREDIT_CODE_NEEDED: { message: '请填写18位统一社会信用代码', clause: '7.1.a' satisfies ClauseRef },
  CREDIT_CODE_MALFORMED: {
    message: '统一社会信用代码格式不对，请对照营业执照填写18位',
    clause: '7.1.a' satisfies ClauseRef,
  },
  ID_NUMBER_NEEDED: { message: '农户免登记需要填写本人身份证号码', clause: '7.1.a' satisfies ClauseRef },
  ID_NUMBER_WRONG: { message: '身份证号码不正确，请对照身份证填写', clause: '7.1.a' satisfies ClauseRef },
  EXEMPTION_NEEDED: { message: '农户免登记需要写明理由并提交声明', clause: '7.1.a' satisfies ClauseRef },
  ALREADY_REGISTERED: { message: '您已登记过这个主体，请在“我的主体”里继续', clause: '6.4' satisfies ClauseRef },
  ALREADY_FILED: {
    message: '这个主体已经备案；如果不是您本人办理的，请联系平台核实',
    clause: '6.4' satisfies ClauseRef,
  },
  TOO_MANY_PARTIES: { message: '一个账号登记的主体太多了，请联系平台' },
});

export const reviseContactRefusals = defineRefusals({});

export const revealIdentityRefusals = defineRefusals({});
