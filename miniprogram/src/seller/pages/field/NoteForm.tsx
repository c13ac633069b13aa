import { NoteKindWords, RecordPlotNote, type NoteKind } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { Choice, DateField, optionsOf } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { RecordForm, useRecord, type FormProps } from './form';

const emptyNote = (): { kind: NoteKind; what: string; control: string; seenOn: string; run: string } => ({
  kind: 'DISEASE',
  what: '',
  control: '',
  seenOn: chinaToday(),
  run: '',
});

export function NoteForm({ plotId, close, saved }: FormProps) {
  const draft = useDraft(`note ${plotId}`, emptyNote());
  const { value: form, set } = draft;
  const save = useRecord('note', draft, {
    wrong: { what: !form.what.trim() && '写一句是什么样的' },
    send: (requestName) => {
      const { kind, what, control, seenOn } = form;
      const note = { plotId, kind, what: what.trim(), control: control.trim() || null, seenOn };
      return act(RecordPlotNote, note, requestName);
    },
    saved,
  });
  return (
    <RecordForm title="记病虫害" save={save} close={close}>
      <Choice label="哪一种" value={form.kind} options={optionsOf(NoteKindWords)} onChange={(kind) => set({ kind })} />
      <Field
        label="什么样"
        value={form.what}
        placeholder="比如 叶上有斑"
        onInput={(what) => set({ what })}
        error={save.at('what')}
        maxLength={100}
      />
      <Field
        label="怎么处理的（可以不填）"
        value={form.control}
        onInput={(control) => set({ control })}
        error={save.at('control')}
        maxLength={200}
      />
      <DateField
        label="哪天看见的"
        value={form.seenOn}
        end={chinaToday()}
        onChange={(seenOn) => set({ seenOn })}
        error={save.at('seenOn')}
      />
    </RecordForm>
  );
}
