import { View } from '@tarojs/components';
import { useState } from 'react';
import { StationShelves, type StationShelvesQuery } from '@/api/seller';
import { go } from '@/lib/go';
import { SAID } from '@/lib/said';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { SharesGot } from '@/ui/SharesGot';
import { Sheet } from '@/ui/Sheet';
import { Heading } from '@/ui/Thing';
import { ToDos } from '@/ui/ToDos';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';
import { dutiesOf } from './duties';
import { Expected } from './Expected';
import { OnShelf } from './OnShelf';
import { Service } from './Service';
import { Shelf } from './Shelf';

export type ShelfOf = StationShelvesQuery['stationShelves'][number];
export type Parcel = ShelfOf['parcels'][number];
const standsAt = ({ shelf }: Parcel): string => shelf ?? '架子边';

/** A village station: what comes, what stands there, and who may fetch it. */
export default function ShelfPage() {
  const query = useQuery(StationShelves, {}, { keepAs: 'shelf', place: TODAY });
  return (
    <Page
      query={query}
      isEmpty={({ stationShelves }) => stationShelves.length === 0}
      empty={{ text: '还没有备案的服务站', more: '县里批下来，这里就能收包裹' }}
    >
      {(data) => (
        <>
          <ToDos todos={dutiesOf(data)} />
          {data.stationShelves.map((one) => (
            <One key={one.station.partyId} one={one} home={data.homeCounty} reload={query.reload} />
          ))}
        </>
      )}
    </Page>
  );
}

function One({
  one,
  home,
  reload,
}: {
  one: ShelfOf;
  home: StationShelvesQuery['homeCounty'];
  reload: () => Promise<void>;
}) {
  const { station, parcels, dwell } = one;
  const [tail, setTail] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isArranging, setArranging] = useState(false);
  const coming = parcels.filter(({ state }) => state === 'TAKEN_OVER');
  const standing = parcels.filter(({ state }) => state !== 'TAKEN_OVER');
  const back = standing.filter(({ state }) => state === 'LEFT_AT_STATION');
  const found = standing.filter(({ phoneTail }) => tail.length > 0 && phoneTail.endsWith(tail));
  const open = standing.find(({ id }) => id === chosen);
  const done = async (): Promise<void> => {
    setChosen(null);
    setTail('');
    await reload();
  };
  if (!station.divisionCode || isArranging)
    return (
      <>
        {!station.divisionCode && <Notice>先写清在哪、几点开门、能放几件，买家才选得到您这里。</Notice>}
        <Service station={station} home={home} close={() => setArranging(false)} reload={reload} />
      </>
    );
  return (
    <>
      <Section title={station.name}>
        <Field
          label="来取货的，手机尾号后四位"
          type="number"
          value={tail}
          onInput={setTail}
          placeholder="比如 1008"
          maxLength={4}
        />
        {tail.length === 4 && found.length === 0 && (
          <View className="grey">架上没有这个尾号的，请他看看是不是别的手机</View>
        )}
        {found.map((parcel) => (
          <View key={parcel.id} className="between pad-y-2">
            <View className="lead bold">
              {standsAt(parcel)} {parcel.recipientName}
            </View>
            <Button onTap={() => setChosen(parcel.id)}>取货</Button>
          </View>
        ))}
      </Section>
      <Expected parcels={coming} reload={reload} />
      <Heading more={`今天来了 ${dwell.cameToday} 件`}>{`架上 ${standing.length} 件`}</Heading>
      {standing.length === 0 && (
        <Section>
          <View className="grey">架上空着。货到了，配送员交给您签字，就摆在这里。</View>
        </Section>
      )}
      <Shelf places={one.places} parcels={standing.filter(({ storage }) => storage === 'AMBIENT')} open={setChosen} />
      <Shelf
        cold
        title="冰柜"
        places={one.coldPlaces}
        parcels={standing.filter(({ storage }) => storage !== 'AMBIENT')}
        open={setChosen}
      />
      {back.map((parcel) => (
        <Section key={parcel.id}>
          <View className="between">
            <View>
              <View className="bold">{standsAt(parcel)} 该退回了</View>
              <View className="small grey">
                {parcel.recipientName}的，
                {parcel.availableActions.includes('GIVE_BACK') ? '配送员来了交给他' : '等配送员签字'}
              </View>
            </View>
            {parcel.availableActions.includes('GIVE_BACK') && <Button onTap={() => setChosen(parcel.id)}>退回</Button>}
          </View>
        </Section>
      ))}
      <Section title="站里的安排">
        <Cell label={SAID.forVillagers} onTap={() => go(PAGES.errand)} />
        <Cell label={SAID.moneyToBank} onTap={() => go(PAGES.account)} />
        <Cell label={SAID.debts} onTap={() => go(PAGES.debts)} />
        <Cell label={station.receives ? '正在收包裹' : '现在不收包裹'} onTap={() => setArranging(true)}>
          {station.opens} 到 {station.closes}
        </Cell>
        {dwell.hours !== null && <Cell label="一件平均放">{dwell.hours} 小时</Cell>}
      </Section>
      <SharesGot kind="COMMISSION" title="分到的佣金" />
      <Sheet open={!!open} title={open ? standsAt(open) : ''} onClose={() => setChosen(null)}>
        {open && <OnShelf parcel={open} done={done} />}
      </Sheet>
    </>
  );
}
