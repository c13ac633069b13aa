import { View } from '@tarojs/components';
import { useState } from 'react';
import { chinaToday, inChina } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, TimeField } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const HOUR_MS = 3_600_000;

/** A time and a place, as agreed on the telephone; once they are, they are out of the way until somebody wants another. */
export function Appointment({
  draft,
  place,
  again,
  onSave,
}: {
  draft: string;
  place: string;
  again: boolean;
  onSave: (agreedAt: string, place: string) => Promise<void>;
}) {
  const [open, setOpen] = useState(!again);
  const soon = inChina(Date.now() + HOUR_MS);
  const { value: form, set, clear } = useDraft(draft, { on: soon.slice(0, 10), at: soon.slice(11, 16), place });
  const close = () => {
    clear();
    setOpen(false);
  };
  const save = useAction(
    async () => {
      if (!form.place.trim()) throw wrongAt('place', '请填写在哪里交货');
      await onSave(new Date(`${form.on}T${form.at}:00+08:00`).toISOString(), form.place.trim());
      close();
      say('约好了');
    },
    { onKept: close },
  );
  if (again && !open)
    return (
      <View className="buttons">
        <Button small onTap={() => setOpen(true)}>
          改约
        </Button>
      </View>
    );
  return (
    <>
      <DateField
        label="哪天"
        value={form.on}
        start={chinaToday()}
        onChange={(on) => set({ on })}
        error={save.problem?.at('agreedAt')}
      />
      <TimeField label="几点" value={form.at} onChange={(at) => set({ at })} />
      <Field
        label="在哪里"
        value={form.place}
        onInput={(value) => set({ place: value })}
        error={save.problem?.at('place')}
        maxLength={100}
      />
      <Refusal problem={save.problem} fields={['agreedAt', 'place']} />
      <Acts>
        <Button kind={again ? undefined : 'main'} busy={save.busy} onTap={save.run}>
          {again ? '改约' : '电话约好了'}
        </Button>
      </Acts>
    </>
  );
}
