import { useState } from 'react';
import { NoteKindWords, RecordPlotNote, type NoteKind } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField, optionsOf } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { FormProps } from './form';

const emptyNote = (): { kind: NoteKind; what: string; control: string; seenOn: string; run: string } => ({
  kind: 'DISEASE',
  what: '',
  control: '',
  seenOn: chinaToday(),
  run: '',
});

export function NoteForm({ plotId, close, saved }: FormProps) {
  const { value: form, set, clear } = useDraft(`note ${plotId}`, emptyNote());
  const [tried, setTried] = useState(false);
  const wrong = { what: !form.what.trim() && '写一句是什么样的' };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const run = form.run || newId();
    set({ run });
    const { kind, what, control, seenOn } = form;
    await act(
      RecordPlotNote,
      { plotId, kind, what: what.trim(), control: control.trim() || null, seenOn },
      `note ${run}`,
    );
    clear();
    await saved();
  });
  return (
    <Opened title="记病虫害">
      <Refusal problem={save.problem} fields={['kind', 'what', 'control', 'seenOn']} />
      <Choice label="哪一种" value={form.kind} options={optionsOf(NoteKindWords)} onChange={(kind) => set({ kind })} />
      <Field
        label="什么样"
        value={form.what}
        placeholder="比如 叶上有斑"
        onInput={(what) => set({ what })}
        error={(tried && wrong.what) || save.problem?.at('what')}
        maxLength={100}
      />
      <Field
        label="怎么处理的（可以不填）"
        value={form.control}
        onInput={(control) => set({ control })}
        error={save.problem?.at('control')}
        maxLength={200}
      />
      <DateField
        label="哪天看见的"
        value={form.seenOn}
        end={chinaToday()}
        onChange={(seenOn) => set({ seenOn })}
        error={save.problem?.at('seenOn')}
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
