import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const fileSupplierRefusals = defineRefusals({
  IDENTITY_NEEDED: {
    message: '请填写供应商的统一社会信用代码，农户供应商填写身份证号码',
    clause: '7.3.1.a' satisfies ClauseRef,
  },
  CREDIT_CODE_MALFORMED: {
    message: '统一社会信用代码格式不对，请对照营业执照填写18位',
    clause: '7.3.1.a' satisfies ClauseRef,
  },
  ID_NUMBER_WRONG: { message: '身份证号码不正确，请对照身份证填写', clause: '7.3.1.a' satisfies ClauseRef },
  ALREADY_FILED: { message: '这个供应商已经登记过', clause: '7.3.1.a-c' satisfies ClauseRef },
  KIND_DOES_NOT_SELL: { message: '只有网商、合作社、生产企业和农户可以登记供应商' },
  TOO_MANY_SUPPLIERS: { message: '供应商太多了，请联系平台' },
});

export const decideSupplierRefusals = defineRefusals({
  REASON_NEEDED: { message: '请写明理由', clause: '7.3.1.a-c' satisfies ClauseRef },
  VERIFICATION_NEEDED: {
    message: '统一社会信用代码的校验位不对，请写明如何人工核实',
    clause: '7.3.1.a' satisfies ClauseRef,
  },
  DOCUMENTS_LACKING: { message: '供应商的证照不齐或已过期，不能备案', clause: '7.3.1.a-c' satisfies ClauseRef },
});
