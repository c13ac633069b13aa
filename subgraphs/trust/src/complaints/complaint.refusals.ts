import { defineRefusals } from '@heitu/kit/rules/outcome';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import { OPEN_COMPLAINTS_MAX } from './complaint.policy.ts';

export const complaintRefusals = defineRefusals({
  ALREADY_OPEN: { message: '这个订单的同类投诉正在处理，请在原投诉里跟进' },
  TOO_MANY_OPEN: { message: `您有${OPEN_COMPLAINTS_MAX}件投诉还在处理，请等办结后再提` },
  NOT_YET_OVERDUE: {
    message: `对方还在${inWorkingDays('answerComplaint')}的答复期内，到期未答复平台会自动介入`,
    clause: '7.3.8.o' satisfies ClauseRef,
  },
  AMOUNT_TOO_LARGE: { message: '赔偿金额超过平台能裁定的上限，请走诉讼或仲裁', clause: '6.6.d' satisfies ClauseRef },
  AMOUNT_MISSING: { message: '选择赔偿时请写明金额', clause: '7.3.8.n' satisfies ClauseRef },
  NO_SUCH_PARTY: { message: '这个订单没有这个责任方' },
  PHONE_BY_STAFF_ONLY: { message: '电话投诉由平台客服登记', clause: '6.6.b' satisfies ClauseRef },
  PEERS_UNREACHABLE: { message: '订单信息暂时查不到，请稍后再试' },
});

export const reviewRefusals = defineRefusals({
  NOT_DELIVERED: { message: '签收后才能评价' },
  ALREADY_REVIEWED: { message: '这个订单已经评价过了' },
  TEXT_REFUSED: { message: '文字没有通过微信内容安全检查，请修改后再发', clause: '6.5.b' satisfies ClauseRef },
  PEERS_UNREACHABLE: { message: '订单信息暂时查不到，请稍后再试' },
});
