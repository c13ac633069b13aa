import { View } from '@tarojs/components';
import { useState } from 'react';
import { ReleaseFromStorage, SetExpressNumber, StoreShipment, type CarrierParcelQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Fold } from '@/ui/Fold';
import { Choice } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { range } from './words';

interface Part {
  parcel: NonNullable<CarrierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}
/** 快递100's codes of the companies that come here. */
const COMPANIES = [
  { value: 'shunfeng', label: '顺丰' }, { value: 'ems', label: '邮政EMS' }, { value: 'jd', label: '京东' }, { value: 'zhongtong', label: '中通' },
  { value: 'yuantong', label: '圆通' }, { value: 'yunda', label: '韵达' }, { value: 'shentong', label: '申通' }, { value: 'debangkuaidi', label: '德邦' },
];

/** The parcel rests in one of the carrier's stores. */
export function Storage({ parcel, reload, carrier }: Part & { carrier: CarrierParcelQuery['carriers'][number] | undefined }) {
  const facilities = carrier?.facilities ?? [];
  const [facilityId, setFacilityId] = useState('');
  const store = useAction(async () => {
    if (!facilityId) {
      say('请选一个库');
      return;
    }
    await act(StoreShipment, { shipmentId: parcel.id, facilityId });
    say('记下了，货在库里');
    await reload();
  });
  const release = useAction(async () => {
    await act(ReleaseFromStorage, { shipmentId: parcel.id });
    say('记下了，货出库了');
    await reload();
  });
  return (
    <Fold title="存库、出库">
      <Choice label="存在哪个库" value={facilityId} options={facilities.map((one) => ({ value: one.id, label: `${one.name} ${range(one.temperatureCelsiusMin, one.temperatureCelsiusMax)}`.trim() }))} onChange={setFacilityId} />
      <Refusal problem={store.problem ?? release.problem} />
      <View className="buttons"><Button busy={release.busy} onTap={release.run}>货出库了</Button><Button kind="main" busy={store.busy} onTap={store.run}>货进库了</Button></View>
    </Fold>
  );
}

/** An outside express company brings it a part of the way. */
export function Express({ parcel, reload }: Part) {
  const { value: form, set, clear } = useDraft(`express ${parcel.id}`, { company: parcel.expressCompany ?? '', number: parcel.expressNumber ?? '' });
  const save = useAction(async () => {
    if (!form.company) {
      say('请选快递公司');
      return;
    }
    await act(SetExpressNumber, { shipmentId: parcel.id, company: form.company, number: form.number.trim() });
    clear();
    say('记下了');
    await reload();
  });
  return (
    <Fold title="交给外面的快递">
      <Choice label="哪家快递" value={form.company} options={COMPANIES} onChange={(company) => set({ company })} error={save.problem?.at('company')} />
      <Field label="快递单号" value={form.number} onInput={(number) => set({ number })} error={save.problem?.at('number')} maxLength={32} />
      <Refusal problem={save.problem} />
      <View className="buttons"><Button kind="main" busy={save.busy} onTap={save.run}>记下单号</Button></View>
    </Fold>
  );
}
