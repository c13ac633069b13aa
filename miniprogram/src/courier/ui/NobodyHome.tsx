import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { RecordNobodyHome, ShipmentActWords, type CourierParcelQuery } from '@/api/courier';
import { chinaToday, inChina } from '@/lib/china-day';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { photoAsText } from '@/lib/photos';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, TimeField } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';

const HALF_DAY_MS = 12 * 3_600_000;

/** Nobody opens at the agreed hour: once the courier says when they come again, then the goods go back. */
export function NobodyHome({
  parcel,
  reload,
}: {
  parcel: NonNullable<CourierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}) {
  const isLast = parcel.availableActions.includes('GIVE_UP');
  const what = ShipmentActWords[isLast ? 'GIVE_UP' : 'FIND_NOBODY'];
  const [open, setOpen] = useState(false);
  const soon = inChina(Date.now() + HALF_DAY_MS);
  const empty = { photo: '', on: soon.slice(0, 10), at: soon.slice(11, 16) };
  const { value: form, set, clear } = useDraft(`nobody ${parcel.id} ${parcel.visits.length}`, empty);
  const close = () => {
    clear();
    setOpen(false);
  };
  const save = useAction(
    async () => {
      if (!form.photo) throw wrongAt('photo', '拍一张门口的照片，说明来过');
      await act(RecordNobodyHome, {
        shipmentId: parcel.id,
        photo: await photoAsText(form.photo),
        ...(!isLast && { againAt: new Date(`${form.on}T${form.at}:00+08:00`).toISOString() }),
      });
      close();
      say(isLast ? SAID.bringToDepot : '记下了，买家会收到通知');
      await reload();
    },
    { onKept: close },
  );
  if (!open)
    return (
      <View className="center gap-top">
        <Button onTap={() => setOpen(true)}>{what}</Button>
      </View>
    );
  return (
    <Section title={isLast ? '第二次也没人，退回商家' : '家里没人，哪天再来'}>
      {!isLast && (
        <>
          <DateField
            label="哪天再来"
            value={form.on}
            start={chinaToday()}
            onChange={(on) => set({ on })}
            error={save.problem?.at('againAt')}
          />
          <TimeField label="几点" value={form.at} onChange={(at) => set({ at })} />
        </>
      )}
      <PhotoField
        label="门口"
        size="door"
        photo={form.photo}
        onChange={(photo) => set({ photo })}
        hint="没有网也能拍"
        error={save.problem?.at('photo')}
      />
      <Refusal problem={save.problem} fields={['photo', 'againAt']} />
      <Acts>
        <Button onTap={() => setOpen(false)}>返回</Button>
        <Button kind={isLast ? 'danger' : 'main'} busy={save.busy} onTap={save.run}>
          {isLast ? what : '记下'}
        </Button>
      </Acts>
    </Section>
  );
}
