import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { AskForHelp, MyQuestions, type MyQuestionsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useList } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Field, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { sellingParty } from '../../ui/parties';

const pick = (data: MyQuestionsQuery) => data.helpRequests;

/** What one does not know how to do is asked here, and the operator answers. */
export default function QuestionsPage() {
  const list = useList(MyQuestions, { first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  const party = sellingParty(list.whole?.myParties ?? []);
  return (
    <Page
      query={list}
      isEmpty={() => !party}
      empty={{ text: '先登记成为卖家，再来问', more: '买东西的事，请在“我的”里看帮助，或者提投诉建议' }}
    >
      {(nodes) => (
        <>
          <Ask partyId={party!.id} reload={list.reload} />
          {nodes.map((one) => (
            <Section key={one.id}>
              <View className="between">
                <View className="small grey">{moment(one.askedAt)}</View>
                <Tag tone={one.answer ? undefined : 'amber'}>{one.answer ? '已答复' : '等答复'}</Tag>
              </View>
              <View className="break">{one.question}</View>
              {one.answer && <View className="gap-top break">平台答：{one.answer}</View>}
              {one.answeredAt && <View className="small grey">{moment(one.answeredAt)}</View>}
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Ask({ partyId, reload }: { partyId: string; reload: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`question ${partyId}`, { question: '', run: '' });
  const [tried, setTried] = useState(false);
  const wrong = form.question.trim().length < 2 && '请写清楚要问什么';
  const send = useAction(async () => {
    setTried(true);
    stopWhere({ wrong });
    const run = form.run || newId();
    set({ run });
    await act(AskForHelp, { partyId, question: form.question.trim() }, `question ${run}`);
    clear();
    setTried(false);
    say('已发给平台，答复了这里就能看到');
    await reload();
  });
  return (
    <Section title="有什么不会的，问平台">
      <Field
        label="要问什么"
        long
        value={form.question}
        onInput={(question) => set({ question })}
        error={(tried && wrong) || send.problem?.at('question')}
        placeholder="比如 批号怎么填？快递怎么叫？"
        maxLength={1000}
      />
      <Refusal problem={send.problem} fields={['question']} />
      <Acts>
        <Button kind="main" busy={send.busy} onTap={send.run}>
          发出去
        </Button>
      </Acts>
    </Section>
  );
}
