import { CategoriesOfCrops, StartSeason } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { DateField, Select } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { RecordForm, useRecord, type FormProps } from './form';

export function SeasonForm({ plotId, close, saved }: FormProps) {
  const { data } = useQuery(CategoriesOfCrops, {}, { keepAs: 'crops', place: TODAY });
  const empty = { crop: '', variety: '', categoryId: '', startedOn: chinaToday(), run: '' };
  const draft = useDraft(`season ${plotId}`, empty);
  const { value: form, set } = draft;
  const save = useRecord('season', draft, {
    wrong: {
      crop: !form.crop.trim() && '种的什么、养的什么',
      categoryId: !form.categoryId && '请选收下来卖哪类货',
    },
    send: (requestName) => {
      const { crop, variety, categoryId, startedOn } = form;
      const season = { plotId, crop: crop.trim(), variety: variety.trim() || null, categoryId, startedOn };
      return act(StartSeason, season, requestName);
    },
    saved,
  });
  return (
    <RecordForm title="种养什么" save={save} close={close}>
      <Field
        label="种的、养的"
        value={form.crop}
        placeholder="比如 水稻"
        onInput={(crop) => set({ crop })}
        error={save.at('crop')}
        maxLength={40}
      />
      <Field
        label="品种（可以不填）"
        value={form.variety}
        onInput={(variety) => set({ variety })}
        error={save.at('variety')}
        maxLength={40}
      />
      <Select
        label="收下来卖哪类货"
        value={form.categoryId}
        options={(data?.categories ?? []).map(({ id, path }) => ({ value: id, label: path }))}
        onChange={(categoryId) => set({ categoryId })}
        error={save.at('categoryId')}
      />
      <DateField
        label="哪天种下、进栏的"
        value={form.startedOn}
        end={chinaToday()}
        onChange={(startedOn) => set({ startedOn })}
        error={save.at('startedOn')}
      />
    </RecordForm>
  );
}
