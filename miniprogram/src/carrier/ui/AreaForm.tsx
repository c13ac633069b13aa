import { SetServiceArea } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { Check, Select, type Option } from '@/ui/forms';
import { RegionField, type Region } from '@/ui/RegionField';
import { View } from '@tarojs/components';
import { Form } from './form';
import type { Area } from './service';

interface Props {
  partyId: string;
  /** Absent: a place that was not named yet. */
  area: Area | undefined;
  home: Region | null;
  /** Village stations that may hand over there. */
  stations: readonly Option[];
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** What is served in one place; the smaller place decides, so a village can be left out of its township. */
export function AreaForm({ partyId, area, home, stations, onClose, onDone }: Props) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    `area ${partyId} ${area?.id ?? ''}`,
    {
      region: [] as Region[],
      firstMile: area?.firstMile ?? true,
      lastMile: area?.lastMile ?? true,
      stationPartyId: area?.stationPartyId ?? '',
    },
    { follows: true },
  );
  const code = area?.divisionCode ?? form.region[form.region.length - 1]?.code;
  const save = useSave(
    { divisionCode: !code && '请选择地区' },
    async () => {
      await act(SetServiceArea, {
        carrierPartyId: partyId,
        divisionCode: code!,
        firstMile: form.firstMile,
        lastMile: form.lastMile,
        stationPartyId: (form.lastMile && form.stationPartyId) || null,
      });
      await onDone();
      clear();
    },
    { NOTHING_SERVED: 'served', STATION_UNKNOWN: 'stationPartyId' },
  );
  return (
    <Form
      title={area ? `改：${area.divisionText || area.divisionCode}` : '加一个地方'}
      save={save}
      word="保存"
      onClose={() => {
        clear();
        onClose();
      }}
    >
      {!area && (
        <RegionField
          label="哪个地区"
          wide
          path={form.region}
          home={home}
          error={save.at('divisionCode')}
          onChange={(region) => set({ region })}
        />
      )}
      <Check on={form.firstMile} onChange={(firstMile) => set({ firstMile })}>
        上门收货（去商家那里取）
      </Check>
      <Check on={form.lastMile} onChange={(lastMile) => set({ lastMile })}>
        送货到家（送到买家手里）
      </Check>
      {save.at('served') && <View className="field-error small red">{save.at('served')}</View>}
      {form.lastMile && stations.length > 0 && (
        <Select
          label="交给村里的服务站代送吗"
          value={form.stationPartyId}
          options={[{ value: '', label: '不用，自己送到家' }, ...stations]}
          onChange={(stationPartyId) => set({ stationPartyId })}
          error={save.at('stationPartyId')}
        />
      )}
      <View className="small grey">大地方里有个小地方不去：先加大地方，再加那个小地方，两样都不打勾。</View>
    </Form>
  );
}
