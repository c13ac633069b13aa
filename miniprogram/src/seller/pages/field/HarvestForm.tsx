import { useState } from 'react';
import { RecordHarvest, TraceUnitWords, type TraceUnit } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField, optionsOf } from '@/ui/forms';
import { Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { NumberField } from '../../ui/NumberField';
import type { FormProps } from './form';

const emptyHarvest = (): { harvestedOn: string; quantity: string; unit: TraceUnit; run: string } => ({
  harvestedOn: chinaToday(),
  quantity: '',
  unit: 'KG',
  run: '',
});

export function HarvestForm({ plotId, close, saved }: FormProps) {
  const { value: form, set, clear } = useDraft(`harvest ${plotId}`, emptyHarvest());
  const [tried, setTried] = useState(false);
  const wrong = { quantity: !(Number(form.quantity) > 0) && '请填收了多少' };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const run = form.run || newId();
    set({ run });
    const { harvestedOn, quantity, unit } = form;
    await act(RecordHarvest, { plotId, harvestedOn, quantity: Number(quantity), unit }, `harvest ${run}`);
    clear();
    await saved();
  });
  return (
    <Opened title="记采收">
      <Refusal problem={save.problem} fields={['harvestedOn', 'quantity', 'unit']} />
      <DateField
        label="哪天收的"
        value={form.harvestedOn}
        end={chinaToday()}
        onChange={(harvestedOn) => set({ harvestedOn })}
        error={save.problem?.at('harvestedOn')}
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
        error={(tried && wrong.quantity) || save.problem?.at('quantity')}
        maxLength={9}
        money
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
