import { useDidShow, useRouter } from '@tarojs/taro';
import { AcceptAnswer, ComplaintDetail, EscalateComplaint } from '@/api/shop';
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
import { Said, Standing } from './standing';
import '@/ui/mine.scss';

const DID: Readonly<Record<string, string>> = {
  file: '您提交了投诉',
  answer: '对方答复了',
  'accept-answer': '您接受了答复',
  'take-compensation': '您接受了赔偿',
  'close-silent': '到期办结',
  escalate: '您请平台介入',
  'escalate-overdue': '对方超时没答复，平台介入',
  decide: '平台作出裁定',
  dismiss: '平台裁定对方没有责任',
  'accept-decision': '责任方接受裁定',
  'refuse-decision': '责任方拒绝裁定',
  advance: '平台先行赔付',
  'record-advance': '赔付已到账',
  'record-payment': '赔付已到账',
  'fall-back': '赔付没办成，平台重新处理',
};

export default function ComplaintPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(ComplaintDetail, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const accept = useAction(async () => {
    if (!(await confirm('接受答复', '接受后这件投诉就办结了。', '接受'))) return;
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
            'accept-answer': accept.run,
            'take-compensation': accept.run,
            escalate: escalate.run,
            'escalate-overdue': escalate.run,
          }}
          main="accept-answer"
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
            <Section title="办到哪了">
              <Steps
                steps={complaint.steps.map((step, i) => ({
                  key: `${step.at} ${i}`,
                  title: DID[step.action] ?? step.action,
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
