import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const addDocumentRefusals = defineRefusals({
  FILE_UNKNOWN: { message: '附件没有找到，请重新上传' },
  TOO_MANY_DOCUMENTS: { message: '提交的材料太多了，请先撤回不用的' },
});
export const withdrawDocumentRefusals = defineRefusals({});

export const submitFilingRefusals = defineRefusals({
  DOCUMENTS_LACKING: { message: '材料不齐或已过期，请补齐后再提交', clause: '6.4.a-e' satisfies ClauseRef },
  ALREADY_UNDER_REVIEW: { message: '已经提交，正在审核，请等待结果', clause: '6.4' satisfies ClauseRef },
});

export const decideFilingRefusals = defineRefusals({
  OWN_FILING: { message: '不能审核自己申请的主体，请交给其他审核员', clause: '6.4' satisfies ClauseRef },
  REASON_NEEDED: { message: '请写明理由', clause: '6.4' satisfies ClauseRef },
  VERIFICATION_NEEDED: {
    message: '统一社会信用代码的校验位不对，请写明如何人工核实',
    clause: '7.1.a' satisfies ClauseRef,
  },
  DOCUMENTS_LACKING: { message: '材料不齐或已过期，不能通过', clause: '6.4.a-e' satisfies ClauseRef },
  ALREADY_FILED: { message: '这个证件号码已经有一个备案主体', clause: '6.4' satisfies ClauseRef },
});

export const reReviewPartyRefusals = defineRefusals({
  OWN_FILING: { message: '不能复核自己申请的主体，请交给其他审核员', clause: '6.4' satisfies ClauseRef },
  NOT_APPROVED: { message: '还没有备案，不需要复核', clause: '6.4' satisfies ClauseRef },
});
