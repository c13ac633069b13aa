import { View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { AcceptAnswer, ComplaintDetail, EscalateComplaint } from '@/api/shop';
import { act } from '@/lib/client';
import { left, moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { ActionBar } from '@/ui/ActionBar';
import { Page } from '@/ui/Page';
import { Cell, Section, Steps } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { TellMe } from '@/ui/TellMe';
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
const REMEDIES: Readonly<Record<string, string>> = {
  exchange: '换货',
  return: '退货',
  compensation: '赔偿',
  answer: '说明情况',
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
        const now = Date.now();
        const due =
          complaint.state === 'filed'
            ? { who: complaint.answererName, what: '答复', at: complaint.answerDueAt }
            : complaint.state === 'decided' && complaint.responseDueAt
              ? { who: '责任方', what: '表态', at: complaint.responseDueAt }
              : complaint.closedAt
                ? null
                : { who: '平台', what: '办结', at: complaint.settleDueAt };
        const leftMs = due ? Date.parse(due.at) - now : 0;
        return (
          <>
            <Section>
              <View className="clock">{complaint.stateText}</View>
              {due && (
                <View className={leftMs > 0 ? 'grey' : 'red'}>
                  {due.who}应在{moment(due.at)}前{due.what}
                  {leftMs > 0 ? `，还有${left(leftMs)}` : '，已经超时'}
                </View>
              )}
              {complaint.closedAt && (
                <View className="grey">
                  {moment(complaint.closedAt)}办结{complaint.remedy ? `：${REMEDIES[complaint.remedy] ?? ''}` : ''}
                </View>
              )}
              {!complaint.closedAt && (
                <TellMe templates={messageTemplates} text="有答复用微信告诉我" told="好的，有答复时用微信告诉您" />
              )}
            </Section>
            <Refusal problem={escalate.problem} />
            {complaint.answer && (
              <Section title={`${complaint.answererName}的答复`}>
                <View>{complaint.answer}</View>
                <View className="grey">
                  {complaint.answerRemedy ? `愿意${REMEDIES[complaint.answerRemedy] ?? ''}` : ''}
                  {complaint.answerFen ? ` ${yuan(complaint.answerFen)}` : ''}　
                  {complaint.answeredAt ? moment(complaint.answeredAt) : ''}
                  {complaint.answeredInTime === false ? '（超时）' : ''}
                </View>
              </Section>
            )}
            {complaint.finding && (
              <Section title="平台的裁定">
                <View>{complaint.finding}</View>
                {!!complaint.compensationFen && (
                  <Cell label="赔偿" plain>
                    {yuan(complaint.compensationFen)}
                  </Cell>
                )}
                {!!complaint.advancedFen && (
                  <Cell label="平台先赔给您" plain>
                    {yuan(complaint.advancedFen)}
                  </Cell>
                )}
              </Section>
            )}
            <Section title="您说的">
              <View>{complaint.text}</View>
              <View className="grey">
                想要：{REMEDIES[complaint.wanted] ?? ''}
                {complaint.wantedFen ? ` ${yuan(complaint.wantedFen)}` : ''}
              </View>
            </Section>
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
