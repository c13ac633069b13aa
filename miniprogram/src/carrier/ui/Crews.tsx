import { View } from '@tarojs/components';
import type { CarrierTodayQuery } from '@/api/carrier';
import { isOutside, rangeOf } from '@/lib/cold-range';
import { moment } from '@/lib/format';
import { Section, Tag } from '@/ui/parts';

type Parcel = CarrierTodayQuery['onRoad']['edges'][number]['node'];
interface Crew {
  id: string;
  name: string;
  parcels: Parcel[];
}

function crewsOf(parcels: readonly Parcel[]): Crew[] {
  const crews = new Map<string, Crew>();
  for (const parcel of parcels) {
    const { courier } = parcel;
    if (!courier) continue;
    const crew = crews.get(courier.id) ?? { ...courier, parcels: [] };
    crew.parcels.push(parcel);
    crews.set(courier.id, crew);
  }
  return [...crews.values()].sort((one, other) => other.parcels.length - one.parcels.length);
}
const isLate = ({ deliverDueAt }: Parcel): boolean => Date.parse(deliverDueAt) < Date.now();

/** Each courier at a glance: how much is on the way, how much of it is late, how cold the truck is. */
export function Crews({ data: { assigned, onRoad } }: { data: CarrierTodayQuery }) {
  const crews = crewsOf([...onRoad.edges, ...assigned.edges].map(({ node }) => node));
  if (crews.length === 0) return null;
  return (
    <Section title="谁手上有多少">
      {crews.map(({ id, name, parcels }) => {
        const late = parcels.filter(isLate).length;
        return (
          <View key={id} className="between wrap pad-y-2">
            <View>
              <View className="bold">{name}</View>
              <View className="small grey">
                在路上 {parcels.filter(({ state }) => state === 'TAKEN_OVER').length} 件，去接{' '}
                {parcels.filter(({ state }) => state === 'ASSIGNED').length} 件
              </View>
            </View>
            <View className="row wrap">
              {late > 0 && <Tag tone="bad">晚了 {late} 件</Tag>}
              <Cold parcels={parcels.filter(({ storage, state }) => storage !== 'AMBIENT' && state === 'TAKEN_OVER')} />
            </View>
          </View>
        );
      })}
    </Section>
  );
}

/** How cold it is where cold goods are; a truck that nobody hears of is never shown as watched. */
function Cold({ parcels }: { parcels: readonly Parcel[] }) {
  const [first] = parcels;
  if (!first) return null;
  const now = first.vehicle?.thermometer;
  if (!now?.isWatched || now.celsius === null)
    return <Tag tone="bad">{now?.at ? `温度计${moment(now.at)}后没声音` : '冷货没人看着'}</Tag>;
  const { celsius } = now;
  const isOut = isOutside(celsius, rangeOf(parcels));
  return (
    <Tag tone={isOut ? 'bad' : 'cold'}>
      车里 {celsius}°C{isOut && '，不对'}
    </Tag>
  );
}
