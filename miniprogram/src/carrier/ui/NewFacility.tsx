import { SAID } from '@/lib/said';
import { FacilityKindWords, FacilityStageWords, RegisterFacility } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { useSave } from '@/lib/save';
import { Choice, optionsOf } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { RegionField, type Region } from '@/ui/RegionField';
import { Form } from './form';
import type { FormProps } from './fleet';
import { RangeFields, rangeInput, rangeWrong } from './RangeFields';

const KILOGRAMS_PER_TON = 1000;

export function NewFacility({ carrier, home, onClose, onDone }: FormProps & { home: Region | null }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`facility ${carrier.partyId}`, {
    kind: '',
    name: '',
    region: home ? [home] : [],
    address: '',
    stage: '',
    tons: '',
    min: '',
    max: '',
  });
  const kind = known(FacilityKindWords, form.kind, 'PRE_COOLING_STORE');
  const stage = known(FacilityStageWords, form.stage, 'TRANSIT');
  const wrong = {
    name: !form.name.trim() && '请填写名称',
    divisionCode: form.region.length === 0 && '请选择在哪个地区',
    address: !form.address.trim() && '请填写地址',
    capacityKilograms: form.tons.trim() !== '' && !/^\d{1,5}(\.\d{1,2})?$/.test(form.tons.trim()) && '写成 20 或 0.5',
    ...rangeWrong(form),
  };
  const save = useSave(
    wrong,
    async () => {
      const { name, region, address, tons } = form;
      await act(
        RegisterFacility,
        {
          carrierPartyId: carrier.partyId,
          kind,
          name: name.trim(),
          divisionCode: region[region.length - 1]!.code,
          address: address.trim(),
          stage,
          capacityKilograms: Math.round(Number(tons) * KILOGRAMS_PER_TON),
          ...rangeInput(form),
        },
        `facility ${JSON.stringify(form)}`,
      );
      clear();
      await onDone();
    },
    { RANGE_NEEDED: 'temperatureCelsiusMin' },
  );
  return (
    <Form title={SAID.addFacility} save={save} onClose={onClose}>
      <Choice
        label="是什么"
        value={kind}
        options={optionsOf(FacilityKindWords)}
        onChange={(next) => set({ kind: next })}
        error={save.at('kind')}
      />
      <Field
        label="名称"
        value={form.name}
        onInput={(name) => set({ name })}
        error={save.at('name')}
        placeholder="比如 城东预冷库"
        maxLength={60}
      />
      <RangeFields range={form} set={set} at={save.at} />
      <RegionField
        path={form.region}
        home={home}
        error={save.at('divisionCode')}
        onChange={(region) => set({ region })}
      />
      <Field
        label="详细地址"
        value={form.address}
        onInput={(address) => set({ address })}
        error={save.at('address')}
        maxLength={100}
      />
      <Choice
        label="用在哪一段"
        value={stage}
        options={optionsOf(FacilityStageWords)}
        onChange={(next) => set({ stage: next })}
        error={save.at('stage')}
      />
      <Field
        label="能放多少吨（可以不填）"
        type="digit"
        value={form.tons}
        onInput={(tons) => set({ tons })}
        error={save.at('capacityKilograms')}
        maxLength={8}
      />
    </Form>
  );
}
