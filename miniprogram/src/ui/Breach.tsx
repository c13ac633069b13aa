import { View } from '@tarojs/components';
import { useState } from 'react';
import { CheckTopicWords, ReportCarrierBreach, type CheckTopic } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { Button } from './Button';
import { Fold } from './Fold';
import { Choice, optionsOf, type Option } from './forms';
import { Field, Notice } from './parts';
import { Refusal } from './Refusal';

const OF_SELLERS = optionsOf(CheckTopicWords);
/** Cash for the goods is the seller's: nobody else knows whether it came back. */
const OF_BUYERS = OF_SELLERS.filter(({ value }) => value !== 'COD');

/**
 * What a carrier or its courier did wrong is told to the operator, who looks into it: by the buyer or the seller of the
 * parcel.
 */
export const Breach = ({ shipmentId, by }: { shipmentId: string; by: 'buyer' | 'seller' }) => (
  <Fold title="配送的人不守规矩？">
    <BreachForm shipmentId={shipmentId} topics={by === 'seller' ? OF_SELLERS : OF_BUYERS} />
  </Fold>
);

function BreachForm({ shipmentId, topics }: { shipmentId: string; topics: readonly Option<CheckTopic>[] }) {
  const { value: form, set, clear } = useDraft(`breach ${shipmentId}`, { topic: '', text: '', run: '' });
  const topic = known(CheckTopicWords, form.topic, 'AGREEMENT');
  const [tried, setTried] = useState(false);
  const [told, setTold] = useState(false);
  const wrong = !form.text.trim() && '请写清是什么事';
  const send = useAction(async () => {
    setTried(true);
    stopWhere({ wrong });
    const run = form.run || newId();
    set({ run });
    await act(ReportCarrierBreach, { shipmentId, topic, text: form.text.trim() }, `breach ${run}`);
    clear();
    setTold(true);
    say('已报给平台');
  });
  if (told) return <Notice tone="good">已报给平台，平台会去查。</Notice>;
  return (
    <>
      <Choice
        label="哪一条没做到"
        value={topic}
        options={topics}
        onChange={(next) => set({ topic: next })}
        error={send.problem?.at('topic')}
      />
      <Field
        label="说清楚"
        long
        value={form.text}
        onInput={(text) => set({ text })}
        error={(tried && wrong) || send.problem?.at('text')}
        placeholder="什么时候、谁、做了什么"
        maxLength={500}
      />
      <Refusal problem={send.problem} fields={['topic', 'text']} />
      <View className="buttons">
        <Button kind="danger" busy={send.busy} onTap={send.run}>
          报给平台
        </Button>
      </View>
    </>
  );
}
