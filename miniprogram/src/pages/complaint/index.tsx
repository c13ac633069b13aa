import { useDidShow, useRouter } from '@tarojs/taro';
import {
  AcceptAnswer,
  ComplaintDetail,
  EscalateComplaint,
  type ComplaintStepAct,
  ComplaintStepActWords,
} from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { ActionBar } from '@/ui/ActionBar';
import { Page } from '@/ui/Page';
import { Cell, Section, Steps } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Seller } from './Seller';
import { Said, Standing } from './standing';

/** What was done, told to whoever complained. */
const DID: Readonly<Record<ComplaintStepAct, string>> = {
  FILE: '您提交了投诉',
  ANSWER: '对方答复了',
  ACCEPT_ANSWER: '您接受了答复',
  TAKE_COMPENSATION: '您接受了赔偿',
  CLOSE_SILENT: ComplaintStepActWords.CLOSE_SILENT,
  ESCALATE: '您请平台介入',
  ESCALATE_OVERDUE: '对方超时没答复，平台介入',
  DECIDE: '平台作出裁定',
  DISMISS: '平台裁定对方没有责任',
  ACCEPT_DECISION: '责任方接受裁定',
  REFUSE_DECISION: '责任方拒绝裁定',
  ADVANCE: '平台先行赔付',
  RECORD_ADVANCE: '赔付已到账',
  RECORD_PAYMENT: '赔付已到账',
  UNDO_PAYMENT: '赔付没有到账，正在重新付',
  FALL_BACK: '赔付没办成，平台重新处理',
  ANSWER_FOR_SILENCE: ComplaintStepActWords.ANSWER_FOR_SILENCE,
  CLOSE_UNDECIDED: ComplaintStepActWords.CLOSE_UNDECIDED,
  STAND_IN: ComplaintStepActWords.STAND_IN,
};

export default function ComplaintPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(ComplaintDetail, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const accept = useAction(async () => {
    if (!(await confirm(ComplaintStepActWords.ACCEPT_ANSWER, '接受后这件投诉就办结了。', '接受'))) return;
    await act(AcceptAnswer, { complaintId: id });
    await reload();
  });
  const escalate = useAction(async () => {
    await act(EscalateComplaint, { complaintId: id });
    say('平台已介入');
    await reload();
  });
  return (
    <Page
      query={query}
      isEmpty={({ complaint }) => !complaint}
      empty={{ text: '没有找到这件投诉' }}
      bar={({ complaint }) => (
        <ActionBar
          actions={complaint!.availableActions}
          does={{
            ACCEPT_ANSWER: accept.run,
            TAKE_COMPENSATION: accept.run,
            ESCALATE: escalate.run,
            ESCALATE_OVERDUE: escalate.run,
          }}
          main="ACCEPT_ANSWER"
          busy={accept.busy || escalate.busy}
        />
      )}
    >
      {({ complaint: found, messageTemplates }) => {
        const complaint = found!;
        return (
          <>
            <Standing complaint={complaint} templates={messageTemplates} />
            <Refusal problem={escalate.problem} />
            <Said complaint={complaint} />
            <Seller complaint={complaint} reload={reload} />
            <Section title="办到哪了">
              <Steps
                steps={complaint.steps.map((step, i) => ({
                  key: `${step.at} ${i}`,
                  title: DID[step.action],
                  more: moment(step.at),
                  state: 'done' as const,
                }))}
              />
            </Section>
            <Section>
              <Cell label="编号" plain>
                {complaint.number}
              </Cell>
              {complaint.orderId && (
                <Cell label="看订单" onTap={() => go('/pages/order/index', { id: complaint.orderId! })} />
              )}
            </Section>
          </>
        );
      }}
    </Page>
  );
}
