import {
  ConfirmRecallClosure,
  DecideDestruction,
  DecideRecallRegrade,
  IssueRecallReport,
  ProposeRecallClosure,
  RecallAnswerWords,
  RecallAuthorityWords,
  RecallCaseActWords,
  RecallHazardWords,
  RecallLevelWords,
  RecallRegradeActWords,
  RecallRowActWords,
  RecordRecallCall,
  RefuseRecallClosure,
  RegradeRecall,
  ReportRecall,
  type RecallDetailQuery,
  type RecallGoodsQuery,
} from '../api/admin.ts';
import { options } from '../lib/words.ts';
import { act, type Act } from '../ui/Acts.tsx';

export type RecallCase = NonNullable<RecallDetailQuery['recallCase']>;
export type RecallGoodsRow = RecallGoodsQuery['recallRows']['edges'][number]['node'];

const reportAct = (caseId: string): Act =>
  act({
    label: RecallCaseActWords.REPORT,
    field: 'reportRecall',
    action: 'REPORT',
    tone: 'primary',
    form: () => ({
      draft: `recall-report.${caseId}`,
      title: RecallCaseActWords.REPORT,
      submit: '登记',
      document: ReportRecall,
      intro: '先出具报告交给主管部门，拿到受理回执再登记。没有出具过报告的登记不了。',
      fields: [
        { name: 'authority', label: '报给谁', kind: 'choice', required: true, options: options(RecallAuthorityWords) },
        { name: 'receipt', label: '受理编号', kind: 'text', required: true, max: 120 },
        {
          name: 'receiptFileId',
          label: '受理回执的照片或扫描件',
          kind: 'file',
          required: true,
          file: { edge: 'orders', purpose: 'recall-receipt-scan' },
        },
      ],
      variables: ({ text, one }) => ({
        input: {
          caseId,
          authority: one('authority', RecallAuthorityWords),
          receipt: text('receipt'),
          receiptFileId: text('receiptFileId'),
        },
      }),
    }),
  });

/** While nothing has changed, the report that there is stays the one. */
export const issueAct = (caseId: string): Act =>
  act({
    label: '出具报告',
    field: 'issueRecallReport',
    confirm: '按现在的数字出具一份报告？平台会签名，主管部门可以用上面的验证码核对。',
    document: IssueRecallReport,
    variables: { input: { caseId } },
  });

export const caseActs = ({ id: caseId }: RecallCase): Act[] => [
  reportAct(caseId),
  act({
    label: RecallCaseActWords.PROPOSE_CLOSURE,
    field: 'proposeRecallClosure',
    action: 'PROPOSE_CLOSURE',
    tone: 'primary',
    confirm: '货都已销毁或说清去向，提出关闭？要另一个人复核才算关闭。',
    document: ProposeRecallClosure,
    variables: { input: { caseId } },
  }),
  act({
    label: RecallCaseActWords.CONFIRM_CLOSURE,
    field: 'confirmRecallClosure',
    action: 'CONFIRM_CLOSURE',
    tone: 'primary',
    confirm: '您看过每一张销毁照片和每一项去向，确认关闭？',
    document: ConfirmRecallClosure,
    variables: { input: { caseId } },
  }),
  act({
    label: RecallCaseActWords.REFUSE_CLOSURE,
    field: 'refuseRecallClosure',
    action: 'REFUSE_CLOSURE',
    form: () => ({
      draft: `recall-refuse.${caseId}`,
      title: RecallCaseActWords.REFUSE_CLOSURE,
      submit: '退回',
      document: RefuseRecallClosure,
      fields: [{ name: 'reason', label: '还差什么', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { caseId, reason: text('reason') } }),
    }),
  }),
];

export const callAct = ({ id: rowId, goods, orderNumber }: RecallGoodsRow): Act =>
  act({
    label: '记电话',
    field: 'recordRecallCall',
    form: () => ({
      draft: `recall-call.${rowId}`,
      title: `给订单 ${orderNumber ?? ''} 的买家打电话`,
      submit: '记下',
      document: RecordRecallCall,
      intro: `问清“${goods}”还在不在。还在的，会派配送员上门取。`,
      fields: [
        {
          name: 'answer',
          label: '买家怎么说',
          kind: 'choice',
          options: options(RecallAnswerWords),
          help: '没打通不选',
        },
        { name: 'note', label: '谁接的，说了什么', kind: 'text', required: true, max: 200 },
      ],
      variables: ({ maybe, one, text }) => ({
        input: {
          rowId,
          ...(maybe('answer') && { answer: one('answer', RecallAnswerWords) }),
          note: text('note'),
        },
      }),
    }),
  });

/** A graver level holds at once; a milder one waits for a second person. */
export const regradeAct = ({ id: caseId, level, hazard }: RecallCase): Act =>
  act({
    label: '改级别',
    field: 'regradeRecall',
    form: () => ({
      draft: `recall-regrade.${caseId}`,
      title: `现在是${RecallLevelWords[level]}，${RecallHazardWords[hazard]}`,
      submit: '改',
      document: RegradeRecall,
      intro: '升级马上生效，期限跟着缩短，报告过的要重新报告。降级要另一个人同意才生效。',
      fields: [
        { name: 'level', label: '改成几级', kind: 'choice', required: true, options: options(RecallLevelWords) },
        { name: 'hazard', label: '货怎么了', kind: 'pick', options: options(RecallHazardWords), help: '没变就不选' },
        { name: 'reason', label: '怎么知道的', kind: 'text', required: true, max: 200 },
      ],
      variables: ({ text, one, maybe }, requestId) => ({
        input: {
          requestId,
          caseId,
          level: one('level', RecallLevelWords),
          ...(maybe('hazard') && { hazard: one('hazard', RecallHazardWords) }),
          reason: text('reason'),
        },
      }),
    }),
  });
type Regrade = RecallCase['regrades'][number];
export const regradeDecisions = (caseId: string, { level, reason }: Regrade): Act[] => [
  act({
    label: RecallRegradeActWords.CONFIRM,
    field: 'decideRecallRegrade',
    action: 'CONFIRM',
    tone: 'primary',
    confirm: `同意降成${RecallLevelWords[level]}？理由：${reason ?? ''}`,
    document: DecideRecallRegrade,
    variables: { input: { caseId, accepted: true } },
  }),
  act({
    label: RecallRegradeActWords.REFUSE,
    field: 'decideRecallRegrade',
    action: 'REFUSE',
    confirm: '级别不变？',
    document: DecideRecallRegrade,
    variables: { input: { caseId, accepted: false } },
  }),
];

/** Somebody else has opened the photo of a destruction. */
export const photoActs = (caseId: string, { id, goods, recoveredUnits }: RecallGoodsRow): Act[] => [
  act({
    label: RecallRowActWords.ACCEPT_PHOTO,
    field: 'decideDestruction',
    action: 'ACCEPT_PHOTO',
    tone: 'primary',
    confirm: `照片打开看过了，看得出这${recoveredUnits}件“${goods}”销毁了？`,
    document: DecideDestruction,
    variables: { input: { caseId, rowIds: [id], accepted: true } },
  }),
  act({
    label: RecallRowActWords.RETURN_PHOTO,
    field: 'decideDestruction',
    action: 'RETURN_PHOTO',
    form: () => ({
      draft: `recall-photo.${id}`,
      title: RecallRowActWords.RETURN_PHOTO,
      submit: RecallRowActWords.RETURN_PHOTO,
      document: DecideDestruction,
      fields: [{ name: 'reason', label: '照片哪里不行', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { caseId, rowIds: [id], accepted: false, reason: text('reason') } }),
    }),
  }),
];
