import { View } from '@tarojs/components';
import { useState } from 'react';
import { CarrierService, type CarrierServiceQuery } from '@/api/carrier';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Notice, Section, Tag } from '@/ui/parts';
import { AreaForm } from '../../ui/AreaForm';
import { RateForm } from '../../ui/RateForm';
import { byPlace, rateText, STORAGES, type Service } from '../../ui/service';
import { ServiceForm } from '../../ui/ServiceForm';
import { managedCarriers, NONE_MANAGED } from '../../ui/managed';
import '@/ui/work.scss';

const TABS = [{ value: 'areas', label: '送到哪' }, { value: 'rates', label: '收多少' }, { value: 'service', label: '时间' }];

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
            const props = { carrier, home: data.homeCounty ?? null, reload: query.reload };
            return (
              <View key={carrier.partyId}>
                {managedCarriers(data).length > 1 && <Notice>{carrier.name}</Notice>}
                {tab === 'areas' ? <Areas {...props} /> : tab === 'rates' ? <Rates {...props} /> : <ServiceForm {...props} />}
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
  reload: () => Promise<void>;
}
const NEW = 'new';

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

function Areas({ carrier, home, reload }: ListProps) {
  const { editing, setEditing, onClose, onDone } = useEditing(reload);
  const areas = byPlace(carrier.areas);
  if (editing) return <AreaForm partyId={carrier.partyId} area={areas.find(({ id }) => id === editing)} home={home ?? null} onClose={onClose} onDone={onDone} />;
  return (
    <>
      <View className="center gap-top"><Button kind="main" wide onTap={() => setEditing(NEW)}>加一个地方</Button></View>
      <Section>
        {areas.length === 0 && <View className="grey">还没有填。没填的地方，买家选不到您家送货。</View>}
        {areas.map((area) => (
          <View key={area.id} className="line">
            <View className="grow">
              <View>{area.divisionText || area.divisionCode}</View>
              <View>{area.firstMile && <Tag>上门收货</Tag>} {area.lastMile && <Tag>送货到家</Tag>} {!area.firstMile && !area.lastMile && <Tag tone="soil">不去</Tag>}</View>
            </View>
            <Button small onTap={() => setEditing(area.id)} label={`改${area.divisionText || area.divisionCode}`}>改</Button>
          </View>
        ))}
      </Section>
    </>
  );
}

function Rates({ carrier, home, reload }: ListProps) {
  const { editing, setEditing, onClose, onDone } = useEditing(reload);
  const rates = byPlace(carrier.rates);
  if (editing) return <RateForm partyId={carrier.partyId} rate={rates.find(({ id }) => id === editing)} home={home ?? null} onClose={onClose} onDone={onDone} />;
  return (
    <>
      <View className="center gap-top"><Button kind="main" wide onTap={() => setEditing(NEW)}>加一个价</Button></View>
      {rates.length === 0 && <Notice>还没有填价钱。没有价钱的货，买家选不到您家送。</Notice>}
      {STORAGES.map(({ value, label }) => ({ value, label, ofStorage: rates.filter(({ storage }) => storage === value) })).filter(({ ofStorage }) => ofStorage.length > 0).map(({ value, label, ofStorage }) => (
        <Section key={value} title={`${label}的货`}>
          {ofStorage.map((rate) => (
            <View key={rate.id} className="line">
              <View className="grow">
                <View>{rate.divisionText || '所有地方'}</View>
                <View className="small grey">{rateText(rate)}</View>
              </View>
              <Button small onTap={() => setEditing(rate.id)} label={`改${label}${rate.divisionText || '所有地方'}的价`}>改</Button>
            </View>
          ))}
        </Section>
      ))}
    </>
  );
}
