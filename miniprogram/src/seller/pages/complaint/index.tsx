import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  AnswerComplaint,
  ComplaintRemedyWords,
  RespondToDecision,
  SellerComplaint,
  type ComplaintAct,
  type SellerComplaintQuery,
} from '@/api/seller';
import { known } from '@/lib/known';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { ComplaintPhotos } from '@/ui/ComplaintPhotos';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Cell, Clause, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DueBy } from '@/ui/DueBy';
import { PAGES } from '../../ui/pages';
import { fenOf, yuanText } from '@/lib/prices';

type Complaint = NonNullable<SellerComplaintQuery['complaint']>;

export default function ComplaintPage() {
  const { params } = useRouter();
  const query = useQuery(SellerComplaint, { id: params['id'] ?? '' });
  return (
    <Page
      right="COMPLAINTS"
      query={query}
      isEmpty={(data) => data.complaint === null}
      empty={{ text: '没有这个投诉，或不归您管' }}
    >
      {(data) => <Manage complaint={data.complaint!} reload={query.reload} />}
    </Page>
  );
}

function Manage({ complaint, reload }: { complaint: Complaint; reload: () => Promise<void> }) {
  const { orderId } = complaint;
  const can = (action: ComplaintAct): boolean =>
    complaint.availableActions.some((available) => available.action === action);
  const respond = useAction(async (accept: boolean) => {
    await act(RespondToDecision, { complaintId: complaint.id, accept });
    await reload();
  });
  return (
    <>
      <Section title={complaint.stateLabel}>
        {can('ANSWER') && (
          <View>
            <DueBy at={complaint.answerDueAt} what="答复" />
            <Clause of="7.3.8.o" />
          </View>
        )}
        <View className="gap-top">{complaint.text}</View>
        <ComplaintPhotos ids={complaint.photoIds} />
        <Cell label="买家要求">
          {ComplaintRemedyWords[complaint.wanted]}
          {complaint.wantedFen ? ` ${yuan(complaint.wantedFen)}` : ''}
        </Cell>
        <Cell label="提出">{moment(complaint.filedAt)}</Cell>
        {orderId && (
          <Cell label="相关订单" onTap={() => go(PAGES.order, { id: orderId })}>
            看订单
          </Cell>
        )}
      </Section>
      {complaint.answer && (
        <Section title="您的答复">
          <View>{complaint.answer}</View>
          <View className="small grey">
            {complaint.answeredAt && moment(complaint.answeredAt)}
            {complaint.answeredInTime === false ? '，超过了答复期限' : ''}
          </View>
        </Section>
      )}
      {complaint.finding && (
        <Section title="平台的裁定">
          <View>
            {complaint.finding}
            <Clause of={complaint.decisionClause} />
          </View>
          {complaint.compensationFen ? <Cell label="赔偿">{yuan(complaint.compensationFen)}</Cell> : null}
          {complaint.responseDueAt && can('ACCEPT_DECISION') && <DueBy at={complaint.responseDueAt} what="答复" />}
          <Refusal problem={respond.problem} />
          <Acts>
            {can('REFUSE_DECISION') && (
              <Button kind="danger" busy={respond.busy} onTap={() => respond.run(false)}>
                不接受
              </Button>
            )}
            {can('ACCEPT_DECISION') && (
              <Button kind="main" busy={respond.busy} onTap={() => respond.run(true)}>
                接受，照办
              </Button>
            )}
          </Acts>
        </Section>
      )}
      {can('ANSWER') && <Answer complaint={complaint} reload={reload} />}
    </>
  );
}

function Answer({ complaint, reload }: { complaint: Complaint; reload: () => Promise<void> }) {
  const {
    value: typed,
    set,
    clear,
  } = useDraft(`answer ${complaint.id}`, { text: '', remedy: complaint.wanted, amount: yuanText(complaint.wantedFen) });
  const form = { ...typed, remedy: known(ComplaintRemedyWords, typed.remedy, complaint.wanted) };
  const [tried, setTried] = useState(false);
  const accepts = form.remedy !== 'ANSWER';
  const wrong: Record<string, string | false> = {
    text: form.text.trim().length < 2 && '请写答复',
    amountFen: form.remedy === 'COMPENSATION' && fenOf(form.amount) === null && '请填写赔多少元',
  };
  const answer = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    await act(AnswerComplaint, {
      complaintId: complaint.id,
      text: form.text.trim(),
      remedy: form.remedy,
      accept: accepts,
      ...(form.remedy === 'COMPENSATION' && { amountFen: fenOf(form.amount)! }),
    });
    clear();
    say('已答复，等买家确认');
    await reload();
  });
  return (
    <Section title="答复买家">
      <Choice
        label="怎么办"
        value={form.remedy}
        options={optionsOf(ComplaintRemedyWords)}
        onChange={(remedy) => set({ remedy })}
      />
      {form.remedy === 'COMPENSATION' && (
        <Field
          label="赔多少（元）"
          type="digit"
          value={form.amount}
          onInput={(amount) => set({ amount })}
          error={(tried && wrong['amountFen']) || answer.problem?.at('amountFen')}
          maxLength={9}
        />
      )}
      <Field
        label="答复"
        long
        value={form.text}
        onInput={(text) => set({ text })}
        error={(tried && wrong['text']) || answer.problem?.at('text')}
        placeholder="说清是什么原因、怎么解决"
        maxLength={1000}
      />
      <Refusal problem={answer.problem} fields={['amountFen', 'text']} />
      <Acts>
        <Button kind="main" busy={answer.busy} onTap={answer.run}>
          发出答复
        </Button>
      </Acts>
    </Section>
  );
}
