import { RecordHarvest, TraceUnitWords, type TraceUnit } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { Choice, DateField, optionsOf } from '@/ui/forms';
import { NumberField } from '../../ui/NumberField';
import { RecordForm, useRecord, type FormProps } from './form';

const emptyHarvest = (): { harvestedOn: string; quantity: string; unit: TraceUnit; run: string } => ({
  harvestedOn: chinaToday(),
  quantity: '',
  unit: 'KG',
  run: '',
});

export function HarvestForm({ plotId, close, saved }: FormProps) {
  const draft = useDraft(`harvest ${plotId}`, emptyHarvest());
  const { value: form, set } = draft;
  const save = useRecord('harvest', draft, {
    wrong: { quantity: !(Number(form.quantity) > 0) && '请填收了多少' },
    send: (requestName) => {
      const { harvestedOn, quantity, unit } = form;
      return act(RecordHarvest, { plotId, harvestedOn, quantity: Number(quantity), unit }, requestName);
    },
    saved,
  });
  return (
    <RecordForm title="记采收" save={save} close={close}>
      <DateField
        label="哪天收的"
        value={form.harvestedOn}
        end={chinaToday()}
        onChange={(harvestedOn) => set({ harvestedOn })}
        error={save.at('harvestedOn')}
      />
      <Choice
        label="按什么算"
        value={form.unit}
        options={optionsOf(TraceUnitWords)}
        onChange={(unit) => set({ unit })}
      />
      <NumberField
        label={`收了多少${TraceUnitWords[form.unit]}`}
        value={form.quantity}
        onInput={(quantity) => set({ quantity })}
        error={save.at('quantity')}
        maxLength={9}
        money
      />
    </RecordForm>
  );
}
