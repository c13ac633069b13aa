import { View } from '@tarojs/components';
import { useState } from 'react';
import { ReleaseFromStorage, SetExpressNumber, StoreShipment, type CarrierParcelQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Fold } from '@/ui/Fold';
import { Choice } from '@/ui/forms';
import { DueBy } from '@/ui/DueBy';
import { Cell, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { range } from './words';

interface Part {
  parcel: NonNullable<CarrierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}
/** 快递100's codes of the companies that come here. */
const COMPANIES = [
  { value: 'shunfeng', label: '顺丰' },
  { value: 'ems', label: '邮政EMS' },
  { value: 'jd', label: '京东' },
  { value: 'zhongtong', label: '中通' },
  { value: 'yuantong', label: '圆通' },
  { value: 'yunda', label: '韵达' },
  { value: 'shentong', label: '申通' },
  { value: 'debangkuaidi', label: '德邦' },
];

const companyName = (code: string | null | undefined): string =>
  COMPANIES.find(({ value }) => value === code)?.label ?? code ?? '';

/** The parcel rests in one of the carrier's stores, or could. */
export function Storage({
  parcel,
  reload,
  carrier,
}: Part & { carrier: CarrierParcelQuery['carriers'][number] | undefined }) {
  const [facilityId, setFacilityId] = useState('');
  const store = useSave(
    { facilityId: !facilityId && '请选一个库' },
    async () => {
      await act(StoreShipment, { shipmentId: parcel.id, facilityId });
      say('记下了，货在库里');
      await reload();
    },
    { FACILITY_NOT_COLD: 'facilityId' },
  );
  const release = useAction(async () => {
    await act(ReleaseFromStorage, { shipmentId: parcel.id });
    say('记下了，货出库了');
    await reload();
  });
  const { storedIn } = parcel;
  if (storedIn)
    return (
      <Section title="在库里">
        <Cell label="哪个库">{storedIn.facilityName}</Cell>
        <Cell label="进库时间">{moment(storedIn.arrivedAt)}</Cell>
        <Cell label="期限">
          <DueBy at={storedIn.leaveDueAt} what="出库" />
        </Cell>
        <Refusal problem={release.problem} />
        {parcel.availableActions.includes('RELEASE_FROM_STORAGE') && (
          <Acts>
            <Button kind="main" busy={release.busy} onTap={release.run}>
              货出库了
            </Button>
          </Acts>
        )}
      </Section>
    );
  if (!parcel.availableActions.includes('STORE')) return null;
  const options = (carrier?.facilities ?? [])
    .filter(({ sellerPartyId }) => !sellerPartyId)
    .map((one) => ({
      value: one.id,
      label: `${one.name} ${range(one.temperatureCelsiusMin, one.temperatureCelsiusMax)}`.trim(),
    }));
  return (
    <Section>
      <Fold title="先存进库里">
        <Choice
          label="存在哪个库"
          value={facilityId}
          options={options}
          onChange={setFacilityId}
          error={store.at('facilityId')}
        />
        <Refusal problem={store.problem} fields={store.fields} />
        <Acts>
          <Button kind="main" busy={store.busy} onTap={store.run}>
            货进库了
          </Button>
        </Acts>
      </Fold>
    </Section>
  );
}

/** An outside express company brings it a part of the way. */
export function Express({ parcel, reload }: Part) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    `express ${parcel.id}`,
    { company: parcel.expressCompany ?? '', number: parcel.expressNumber ?? '' },
    { follows: true },
  );
  const save = useSave(
    { company: !form.company && '请选快递公司', number: !form.number.trim() && '请填快递单号' },
    async () => {
      await act(SetExpressNumber, { shipmentId: parcel.id, company: form.company, number: form.number.trim() });
      say('记下了');
      await reload();
      clear();
    },
    { NUMBER_TAKEN: 'number' },
  );
  const known = parcel.expressNumber;
  return (
    <>
      {known && (
        <Section title="外面的快递">
          <Cell label={companyName(parcel.expressCompany)}>
            <View className="break">{known}</View>
          </Cell>
        </Section>
      )}
      {parcel.availableActions.includes('SET_EXPRESS_NUMBER') && (
        <Section>
          <Fold title={known ? '改快递单号' : '交给外面的快递'}>
            <Choice
              label="哪家快递"
              value={form.company}
              options={COMPANIES}
              onChange={(company) => set({ company })}
              error={save.at('company')}
            />
            <Field
              label="快递单号"
              value={form.number}
              onInput={(number) => set({ number })}
              error={save.at('number')}
              maxLength={32}
            />
            <Refusal problem={save.problem} fields={save.fields} />
            <Acts>
              <Button kind="main" busy={save.busy} onTap={save.run}>
                记下单号
              </Button>
            </Acts>
          </Fold>
        </Section>
      )}
    </>
  );
}
