import { useReachBottom, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { AlarmStateWords, CarrierAlarms, type CarrierAlarmsQuery } from '@/api/carrier';
import { go } from '@/lib/go';
import { known } from '@/lib/known';
import { useList } from '@/lib/query';
import { optionsOf, Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell } from '@/ui/parts';
import { AlarmCard } from '../../ui/AlarmCard';
import { PAGES } from '../../ui/pages';
import { useFresh } from '@/lib/fresh';

const pick = (data: CarrierAlarmsQuery) => data.alarms;

/** Which vehicle or store a thermometer hangs in. */
function placesOf({ carriers }: CarrierAlarmsQuery): Map<string, string> {
  const names = new Map(
    carriers.flatMap(({ vehicles, facilities }) => [
      ...(vehicles ?? []).map(({ id, plate }) => [id, `车 ${plate}`] as const),
      ...(facilities ?? []).map(({ id, name }) => [id, name] as const),
    ]),
  );
  return new Map(
    carriers.flatMap(({ devices }) =>
      (devices ?? []).map(({ id, vehicleId, facilityId }) => [id, names.get(vehicleId ?? facilityId ?? '') ?? id]),
    ),
  );
}

export default function AlarmsPage() {
  const { params } = useRouter();
  const [state, setState] = useState(known(AlarmStateWords, params['state'], 'RAISED'));
  const list = useList(CarrierAlarms, { state, first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  const places = list.whole ? placesOf(list.whole) : new Map<string, string>();
  return (
    <Page
      query={list}
      head={<Tabs tabs={optionsOf(AlarmStateWords)} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '这里没有报警' }}
    >
      {(nodes) => (
        <>
          {nodes.map((alarm) => (
            <AlarmCard key={alarm.id} alarm={alarm} reload={list.reload}>
              <Cell label="在哪里">{places.get(alarm.deviceId) ?? alarm.deviceId}</Cell>
              {alarm.shipmentIds.map((id, i) => (
                <Cell key={id} label={`里面第${i + 1}件`} onTap={() => go(PAGES.parcel, { id })}>
                  看这一件
                </Cell>
              ))}
            </AlarmCard>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
