import { useState } from 'react';
import { CategoriesOfCrops, StartSeason } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { FormProps } from './form';

export function SeasonForm({ plotId, close, saved }: FormProps) {
  const { data } = useQuery(CategoriesOfCrops, {});
  const empty = { crop: '', variety: '', categoryId: '', startedOn: chinaToday(), run: '' };
  const { value: form, set, clear } = useDraft(`season ${plotId}`, empty);
  const [tried, setTried] = useState(false);
  const wrong: Record<string, string | false> = {
    crop: !form.crop.trim() && '种的什么、养的什么',
    categoryId: !form.categoryId && '请选收下来卖哪类货',
  };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const run = form.run || newId();
    set({ run });
    const { crop, variety, categoryId, startedOn } = form;
    const season = { plotId, crop: crop.trim(), variety: variety.trim() || null, categoryId, startedOn };
    await act(StartSeason, season, `season ${run}`);
    clear();
    await saved();
  });
  const at = (field: string): string | null => (tried && wrong[field]) || save.problem?.at(field) || null;
  return (
    <Opened title="种养什么">
      <Refusal problem={save.problem} fields={Object.keys(empty)} />
      <Field
        label="种的、养的"
        value={form.crop}
        placeholder="比如 水稻"
        onInput={(crop) => set({ crop })}
        error={at('crop')}
        maxLength={40}
      />
      <Field
        label="品种（可以不填）"
        value={form.variety}
        onInput={(variety) => set({ variety })}
        error={at('variety')}
        maxLength={40}
      />
      <Select
        label="收下来卖哪类货"
        value={form.categoryId}
        options={(data?.categories ?? []).map(({ id, path }) => ({ value: id, label: path }))}
        onChange={(categoryId) => set({ categoryId })}
        error={at('categoryId')}
      />
      <DateField
        label="哪天种下、进栏的"
        value={form.startedOn}
        end={chinaToday()}
        onChange={(startedOn) => set({ startedOn })}
        error={at('startedOn')}
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
