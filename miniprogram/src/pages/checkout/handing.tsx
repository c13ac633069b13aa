import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { PickupStations, type Storage } from '@/api/shop';
import type { BuyingFor } from '@/lib/buying-for';
import { useQuery } from '@/lib/query';
import { Choice, Select } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { StationPlace } from '@/ui/StationPlace';
import { WayThere } from '@/ui/WayThere';
import type { Address, Quote } from './index';

const WAYS = [
  { value: 'DOOR', label: '送到家' },
  { value: 'STATION', label: '到站点自提' },
] as const;
type Way = (typeof WAYS)[number]['value'];

interface HandingProps {
  address: Address;
  quote: Quote | null;
  station: string | null;
  choose: (stationPartyId: string | null) => void;
}

/** To the door, or to a village station near this address that can take all of it; what it costs the quote says. */
export function Handing({ address, quote, station, choose }: HandingProps) {
  const [way, setWay] = useState<Way>(station ? 'STATION' : 'DOOR');
  // The stations are those for the goods as they were quoted to the door: choosing one changes none of them.
  const [storages, setStorages] = useState<Storage[]>([]);
  const { data, problem } = useQuery(
    PickupStations,
    { divisionCode: address.divisionCode, storages },
    { skip: storages.length === 0 },
  );
  const stations = data?.pickupStations;
  const chosen = stations?.find(({ stationPartyId }) => stationPartyId === station);
  useEffect(() => {
    // The nearest, until another is chosen; nobody asks for stations before they want one.
    if (way === 'STATION' && stations && !chosen) choose(stations[0]?.stationPartyId ?? null);
  }, [way, stations, chosen, choose]);
  const change = (next: Way): void => {
    setWay(next);
    if (next === 'DOOR') choose(null);
    else if (quote) setStorages([...new Set(quote.sellers.map(({ storage }) => storage))]);
  };
  return (
    <Section>
      <Choice label="怎么收" value={way} options={WAYS} onChange={change} />
      {way === 'STATION' && stations?.length === 0 && (
        <View className="grey">这个地址附近没有能放这些货的服务站，还是送到家。</View>
      )}
      {way === 'STATION' && problem && <View className="red">{problem.message}</View>}
      {way === 'STATION' && chosen && stations && (
        <>
          <Select
            label="到哪里取"
            value={chosen.stationPartyId}
            options={stations.map(({ stationPartyId, name }) => ({ value: stationPartyId, label: name }))}
            onChange={choose}
          />
          <StationPlace of={chosen} distanceMetres={chosen.distanceMetres} />
          <View className="small grey">货到了给您取货码，凭码去取；过时没取，退回商家，货款退给您。</View>
          <View className="buttons">
            <WayThere small to={chosen} />
          </View>
        </>
      )}
    </Section>
  );
}

interface ForVillagerProps {
  errand: BuyingFor;
  station: string | null;
  choose: (stationPartyId: string | null) => void;
}
/** Whose the order will be, and whether they fetch it at the station where they stand, or it comes to their house. */
export const ForVillager = ({ errand, station, choose }: ForVillagerProps) => (
  <Section title={`替${errand.name}买`}>
    <Choice
      label="怎么收"
      value={station ? 'STATION' : 'DOOR'}
      options={[
        { value: 'STATION', label: '到站里取' },
        { value: 'DOOR', label: '送到他家' },
      ]}
      onChange={(way) => choose(way === 'STATION' ? errand.stationPartyId : null)}
    />
    <View className="small grey">下的单是他的。花多少钱、货到没到，都发短信告诉他。</View>
  </Section>
);
