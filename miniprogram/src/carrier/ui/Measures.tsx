import { View } from '@tarojs/components';
import { useState } from 'react';
import { AppealMeasure, ReportRectification, type CarrierConductQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay, moment } from '@/lib/format';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Clause, Field, Notice, Section, Tag, type Tone } from '@/ui/parts';
import { Form, useSave } from './form';

type Measure = CarrierConductQuery['myParties'][number]['measures'][number];
const STEPS: Readonly<Record<string, { title: string; tone?: Tone }>> = { warning: { title: '警告', tone: 'amber' }, rectification: { title: '限期整改', tone: 'red' }, suspension: { title: '暂停营业', tone: 'red' }, lifted: { title: '解除' } };
/** What the party can answer, by the action that the platform offers. */
const ANSWERS = [
  { action: 'report-rectification', button: '改好了，去报告', title: '报告整改结果', label: '改了什么，怎么改的', done: '报上去了，等平台核查', send: (input: { measureId: string; text: string }) => act(ReportRectification, input) },
  { action: 'appeal', button: '不服，要申诉', title: '申诉', label: '为什么不服', done: '申诉交上去了，等平台答复', send: (input: { measureId: string; text: string }) => act(AppealMeasure, input) },
] as const;
type Answer = (typeof ANSWERS)[number];

/** One measure taken against the carrier, with what it can answer to it. */
export function OneMeasure({ measure, reload }: { measure: Measure; reload: () => Promise<void> }) {
  const [answering, setAnswering] = useState<Answer | null>(null);
  const step = STEPS[measure.step];
  const offered = ANSWERS.filter(({ action }) => measure.availableActions.includes(action));
  return (
    <>
      <Section title={step?.title ?? measure.step} extra={<Tag tone={step?.tone}>{measure.stateText}</Tag>}>
        <View className="break">{measure.reason}<Clause of={measure.clause} /></View>
        <View className="small grey">{fullDay(measure.takenAt)}作出</View>
        {measure.dueAt && <Notice tone={offered.length > 0 ? 'bad' : undefined}>{moment(measure.dueAt)}前要改好</Notice>}
        {measure.rectification && <View className="small grey break">您报告的整改：{measure.rectification}</View>}
        {measure.appeal && <View className="small grey break">您的申诉：{measure.appeal}</View>}
        {measure.appealAnswer && <View className="small break">平台答复：{measure.appealAnswer}</View>}
        {offered.length > 0 && <View className="buttons">{offered.map((answer) => <Button key={answer.action} kind={answer.action === 'appeal' ? undefined : 'main'} onTap={() => setAnswering(answer)}>{answer.button}</Button>)}</View>}
      </Section>
      {answering && <AnswerForm key={answering.action} measureId={measure.id} answer={answering} onClose={() => setAnswering(null)} onDone={async () => { setAnswering(null); await reload(); }} />}
    </>
  );
}

function AnswerForm({ measureId, answer, onClose, onDone }: { measureId: string; answer: Answer; onClose: () => void; onDone: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`${answer.action} ${measureId}`, { text: '' });
  const save = useSave({ text: form.text.trim().length < 2 && '请写清楚' }, async () => {
    await answer.send({ measureId, text: form.text.trim() });
    clear();
    say(answer.done);
    await onDone();
  });
  return (
    <Form title={answer.title} save={save} word="交上去" onClose={onClose}>
      <Field label={answer.label} long value={form.text} onInput={(text) => set({ text })} error={save.at('text')} maxLength={2000} />
    </Form>
  );
}
