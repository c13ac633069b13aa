import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro';
import { Parcel } from '@/api/shop';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Breach } from '@/ui/Breach';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Section } from '@/ui/parts';
import { Contents, Receiving, Standing, Temperature, Track } from './journey';
import { Identity } from './Identity';
import { NotTaken, useNotTaken } from './not-taken';

export default function ParcelPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(Parcel, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()));
  const { panel, setPanel, ...notTaken } = useNotTaken(id, reload);
  return (
    <Page
      query={query}
      isEmpty={({ shipment }) => !shipment}
      empty={{ text: '没有找到这个包裹' }}
      bar={({ shipment }) => {
        const actions = shipment?.availableActions ?? [];
        if (panel || (!actions.includes('deliver') && !actions.includes('refuse'))) return null;
        return (
          <Bar>
            {actions.includes('refuse') && (
              <Button kind="danger" onTap={() => setPanel('refuse')}>
                拒收
              </Button>
            )}
            {actions.includes('deliver') && (
              <Button kind="main" onTap={() => go('/pages/sign/index', { id })}>
                看过货，去签字
              </Button>
            )}
          </Bar>
        );
      }}
    >
      {({ shipment, readings }) => {
        const parcel = shipment!;
        const can = (action: string): boolean => parcel.availableActions.includes(action);
        return (
          <>
            <Standing parcel={parcel} />
            {can('refuse') && <Identity parcel={parcel} reload={reload} />}
            {panel && <NotTaken {...notTaken} panel={panel} close={() => setPanel(null)} />}
            <Receiving parcel={parcel} reload={reload} />
            <Temperature parcel={parcel} readings={readings} />
            <Track parcel={parcel} />
            <Contents parcel={parcel} />
            {!panel && can('open-contents-case') && (
              <Section>
                <Button
                  wide
                  onTap={() => {
                    notTaken.setReason('short');
                    setPanel('case');
                  }}
                >
                  包装好好的，里面少了或坏了
                </Button>
              </Section>
            )}
            <Section>
              <Breach shipmentId={parcel.id} by="buyer" />
            </Section>
          </>
        );
      }}
    </Page>
  );
}
