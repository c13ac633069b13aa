import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { FacilityKindWords, FacilityStageWords, RegisterFacility } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { useSave } from '@/lib/save';
import { Choice, optionsOf, Select } from '@/ui/forms';
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
    seller: '',
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
          sellerPartyId: form.seller || null,
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
      <WhoseStore sellers={carrier.sellers ?? []} value={form.seller} set={set} error={save.at('sellerPartyId')} />
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

/** The carrier's own, or that of a seller from whom it fetches. */
const WhoseStore = ({
  sellers,
  value,
  set,
  error,
}: {
  sellers: readonly { id: string; name: string }[];
  value: string;
  set: (change: { seller: string }) => void;
  error: string | null;
}) =>
  sellers.length > 0 && (
    <>
      <Select
        label="谁家的"
        value={value}
        options={[
          { value: '', label: '我们自己的' },
          ...sellers.map(({ id, name }) => ({ value: id, label: `卖家 ${name}` })),
        ]}
        onChange={(seller) => set({ seller })}
        error={error}
      />
      {value !== '' && <View className="small grey">卖家的库里装上温度计，接冷货时平台自己读库温，不用人填</View>}
    </>
  );
