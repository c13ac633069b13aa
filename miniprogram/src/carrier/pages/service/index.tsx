import { View } from '@tarojs/components';
import { useState } from 'react';
import { CarrierService, WithdrawRate, WithdrawServiceArea, type CarrierServiceQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { AreaForm } from '../../ui/AreaForm';
import { Coming } from '../../ui/Coming';
import { RateForm } from '../../ui/RateForm';
import { byPlace, rateText, STORAGES, type Area, type Service } from '../../ui/service';
import { ServiceForm } from '../../ui/ServiceForm';
import { useEnd } from '../../ui/useEnd';
import { managedCarriers, NONE_MANAGED } from '../../ui/managed';

const TABS = [
  { value: 'areas', label: '送到哪' },
  { value: 'rates', label: '收多少' },
  { value: 'service', label: '时间' },
];

/** Where the carrier goes, at what price, and what it has agreed with its sellers. */
export default function ServicePage() {
  const [tab, setTab] = useState('areas');
  const query = useQuery(CarrierService, {});
  return (
    <Page query={query} isEmpty={(data) => managedCarriers(data).length === 0} empty={NONE_MANAGED}>
      {(data) => (
        <>
          <Tabs tabs={TABS} value={tab} onChange={setTab} />
          {managedCarriers(data).map((carrier) => {
            const props = { carrier, home: data.homeCounty ?? null, stations: data.stations, reload: query.reload };
            return (
              <View key={carrier.partyId}>
                {managedCarriers(data).length > 1 && <Notice>{carrier.name}</Notice>}
                {tab === 'areas' ? (
                  <Areas {...props} />
                ) : tab === 'rates' ? (
                  <Rates {...props} />
                ) : (
                  <ServiceForm {...props} />
                )}
              </View>
            );
          })}
        </>
      )}
    </Page>
  );
}

interface ListProps {
  carrier: Service;
  home: CarrierServiceQuery['homeCounty'] | null;
  stations: CarrierServiceQuery['stations'];
  reload: () => Promise<void>;
}
const NEW = 'new';
const placeOf = ({ divisionText, divisionCode }: Area): string => divisionText || divisionCode;

/** Which row's form is open, and what happens when it was taken. */
function useEditing(reload: () => Promise<void>) {
  const [editing, setEditing] = useState<string | null>(null);
  const onDone = async (): Promise<void> => {
    await reload();
    setEditing(null);
    say('已保存');
  };
  return { editing, setEditing, onClose: () => setEditing(null), onDone };
}

function Areas({ carrier, home, stations, reload }: ListProps) {
  const { editing, setEditing, onClose, onDone } = useEditing(reload);
  const withdraw = useEnd((areaId) => act(WithdrawServiceArea, { areaId }), reload, '删掉');
  const areas = byPlace(carrier.areas);
  const options = stations
    .filter(({ inGoodStanding }) => inGoodStanding)
    .map(({ partyId, name }) => ({ value: partyId, label: name }));
  if (editing)
    return (
      <AreaForm
        partyId={carrier.partyId}
        area={areas.find(({ id }) => id === editing)}
        home={home ?? null}
        stations={options}
        onClose={onClose}
        onDone={onDone}
      />
    );
  return (
    <>
      <Acts>
        <Button kind="main" wide onTap={() => setEditing(NEW)}>
          加一个地方
        </Button>
      </Acts>
      <Section>
        <Refusal problem={withdraw.problem} />
        {areas.length === 0 && <View className="grey">还没有填。没填的地方，买家选不到您家送货。</View>}
        {areas.map((area) => (
          <View key={area.id} className="line">
            <View className="grow">
              <View>{placeOf(area)}</View>
              <View>
                {area.firstMile && <Tag>上门收货</Tag>} {area.lastMile && <Tag>送货到家</Tag>}{' '}
                {!area.firstMile && !area.lastMile && <Tag tone="soil">不去</Tag>}
              </View>
              {area.stationPartyId && (
                <View className="small grey">
                  {stations.find(({ partyId }) => partyId === area.stationPartyId)?.name ?? '服务站'}代送
                </View>
              )}
            </View>
            <Button small onTap={() => setEditing(area.id)} label={`改${placeOf(area)}`}>
              改
            </Button>
            <Button
              small
              kind="danger"
              busy={withdraw.isBusy(area.id)}
              onTap={() =>
                withdraw.run(
                  area.id,
                  `删掉${placeOf(area)}？`,
                  '以后这里按大一级的地方算，没有就不送了。已经接的单还要送到',
                )
              }
              label={`删掉${placeOf(area)}`}
            >
              删掉
            </Button>
          </View>
        ))}
      </Section>
    </>
  );
}

function Rates({ carrier, home, reload }: ListProps) {
  const { editing, setEditing, onClose, onDone } = useEditing(reload);
  const withdraw = useEnd((rateId) => act(WithdrawRate, { rateId }), reload, '删掉');
  const rates = byPlace(carrier.rates);
  if (editing)
    return (
      <RateForm
        partyId={carrier.partyId}
        rate={rates.find(({ id }) => id === editing)}
        home={home ?? null}
        onClose={onClose}
        onDone={onDone}
      />
    );
  return (
    <>
      <Acts>
        <Button kind="main" wide onTap={() => setEditing(NEW)}>
          加一个价
        </Button>
      </Acts>
      <Refusal problem={withdraw.problem} />
      <Coming carrier={carrier} reload={reload} />
      {rates.length === 0 && <Notice>还没有填价钱。没有价钱的货，买家选不到您家送。</Notice>}
      {STORAGES.map(({ value, label }) => ({
        value,
        label,
        ofStorage: rates.filter(({ storage }) => storage === value),
      }))
        .filter(({ ofStorage }) => ofStorage.length > 0)
        .map(({ value, label, ofStorage }) => (
          <Section key={value} title={`${label}的货`}>
            {ofStorage.map((rate) => {
              const what = `${label}${rate.divisionText || '所有地方'}的价`;
              return (
                <View key={rate.id} className="line">
                  <View className="grow">
                    <View>{rate.divisionText || '所有地方'}</View>
                    <View className="small grey">{rateText(rate)}</View>
                  </View>
                  <Button small onTap={() => setEditing(rate.id)} label={`改${what}`}>
                    改
                  </Button>
                  <Button
                    small
                    kind="danger"
                    busy={withdraw.isBusy(rate.id)}
                    onTap={() =>
                      withdraw.run(
                        rate.id,
                        `删掉${what}？`,
                        '以后这里按大一级地方的价算，没有价就不送了。已经接的单价钱不变',
                      )
                    }
                    label={`删掉${what}`}
                  >
                    删掉
                  </Button>
                </View>
              );
            })}
          </Section>
        ))}
    </>
  );
}
