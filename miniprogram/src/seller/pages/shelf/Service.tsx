import { useState } from 'react';
import { SetStationService, type StationShelvesQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check, TimeField } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { RegionField, type Region } from '@/ui/RegionField';
import { Refusal } from '@/ui/Refusal';
import type { ShelfOf } from './index';

const FIELDS = ['divisionCode', 'address', 'opens', 'closes', 'shelfPlaces', 'coldPlaces'] as const;
const isNumber = (text: string): boolean => /^\d{1,3}$/.test(text.trim());

interface ServiceProps {
  station: ShelfOf['station'];
  home: StationShelvesQuery['homeCounty'];
  close: () => void;
  reload: () => Promise<void>;
}
/** Where the station is, when it is open, how many parcels it holds, and whether it takes any now. */
export function Service({ station, home, close, reload }: ServiceProps) {
  const { value, set, clear } = useDraft(
    `station ${station.partyId}`,
    {
      divisionCode: station.divisionCode ?? '',
      address: station.address ?? '',
      opens: station.opens ?? '08:00',
      closes: station.closes ?? '18:00',
      shelfPlaces: String(station.shelfPlaces),
      coldPlaces: String(station.coldPlaces),
      receives: station.receives,
    },
    { follows: true },
  );
  const [path, setPath] = useState<readonly Region[]>(
    station.divisionCode ? [{ code: station.divisionCode, name: station.divisionText ?? '' }] : [],
  );
  const save = useAction(async () => {
    stopWhere({
      divisionCode: value.divisionCode.length < 9 && '请选到乡镇或村',
      address: !value.address.trim() && '请写在哪',
      shelfPlaces: !isNumber(value.shelfPlaces) && '请填写一个数',
      coldPlaces: !isNumber(value.coldPlaces) && '请填写一个数',
    });
    await act(SetStationService, {
      stationPartyId: station.partyId,
      divisionCode: value.divisionCode,
      address: value.address.trim(),
      opens: value.opens,
      closes: value.closes,
      shelfPlaces: Number(value.shelfPlaces),
      coldPlaces: Number(value.coldPlaces),
      receives: value.receives,
    });
    clear();
    say('已保存');
    await reload();
    close();
  });
  const at = (field: (typeof FIELDS)[number]) => save.problem?.at(field);
  return (
    <Section title="收包裹的安排">
      <RegionField
        label="在哪个村"
        path={path}
        home={home}
        error={at('divisionCode')}
        onChange={(next) => {
          setPath(next);
          set({ divisionCode: next[next.length - 1]?.code ?? '' });
        }}
      />
      <Field
        label="具体位置"
        value={value.address}
        onInput={(address) => set({ address })}
        error={at('address')}
        maxLength={120}
      />
      <TimeField label="几点开门" value={value.opens} onChange={(opens) => set({ opens })} error={at('opens')} />
      <TimeField label="几点关门" value={value.closes} onChange={(closes) => set({ closes })} error={at('closes')} />
      <Field
        label="架子上能放几件"
        type="number"
        value={value.shelfPlaces}
        onInput={(shelfPlaces) => set({ shelfPlaces })}
        error={at('shelfPlaces')}
        maxLength={3}
      />
      <Field
        label="冰柜里能放几件（没有冰柜写0）"
        type="number"
        value={value.coldPlaces}
        onInput={(coldPlaces) => set({ coldPlaces })}
        error={at('coldPlaces')}
        maxLength={3}
      />
      <Check on={value.receives} onChange={(receives) => set({ receives })}>
        现在收包裹，买家可以选到这里取
      </Check>
      <Refusal problem={save.problem} fields={[...FIELDS]} />
      <Acts>
        {station.divisionCode && <Button onTap={close}>先不改</Button>}
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </Acts>
    </Section>
  );
}
