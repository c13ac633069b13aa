import { RecordTraceEvent } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { chinaToday } from '@/lib/china-day';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const STEPS = [
  { value: 'commissioning', label: '种植或采收' },
  { value: 'inspecting', label: '检验' },
  { value: 'other', label: '加工' },
  { value: 'packing', label: '包装' },
  { value: 'storing', label: '入库' },
  { value: 'loading', label: '装车' },
];

export function StepForm({ lotId, done, close }: { lotId: string; done: () => Promise<void>; close: () => void }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`step ${lotId}`, { bizStep: 'commissioning', on: chinaToday(), place: '', note: '', run: '' });
  const save = useSave({ place: !form.place.trim() && '请填写地点' }, async () => {
    const run = form.run || newId();
    set({ run });
    // A day that is over counts at noon; of today, what is now.
    const at =
      form.on === chinaToday() ? new Date().toISOString() : new Date(`${form.on}T12:00:00+08:00`).toISOString();
    await act(
      RecordTraceEvent,
      {
        lotId,
        bizStep: form.bizStep,
        ...(form.bizStep === 'other' && { title: '加工' }),
        at,
        place: form.place.trim(),
        ...(form.note.trim() && { note: form.note.trim() }),
      },
      `step ${run}`,
    );
    clear();
    await done();
  });
  return (
    <Opened title="记一步">
      <Refusal problem={save.problem} fields={['at', 'place']} />
      <Choice label="做了什么" value={form.bizStep} options={STEPS} onChange={(bizStep) => set({ bizStep })} />
      <DateField label="哪天" value={form.on} end={chinaToday()} onChange={(on) => set({ on })} error={save.at('at')} />
      <Field
        label="在哪里"
        value={form.place}
        onInput={(place) => set({ place })}
        error={save.at('place')}
        placeholder="比如 村东头水田"
        maxLength={100}
      />
      <Field
        label="说明（可以不填）"
        value={form.note}
        onInput={(note) => set({ note })}
        placeholder="用了什么肥、怎么加工的"
        maxLength={200}
      />
      <Acts>
        <Button onTap={close}>先不记</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          记下
        </Button>
      </Acts>
    </Opened>
  );
}
