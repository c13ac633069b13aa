import { SAID } from '@/lib/said';
import { useDidShow, useRouter } from '@tarojs/taro';
import { Parcel, type ShipmentAct } from '@/api/shop';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Breach } from '@/ui/Breach';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Pickup } from '@/ui/Pickup';
import { Bar, Section } from '@/ui/parts';
import { Hands } from '@/ui/Hands';
import { Contents, Receiving, Standing, Temperature, Track, Visits } from './journey';
import { Identity, useIdentity } from './Identity';
import { NotTaken, useNotTaken } from './not-taken';

export default function ParcelPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(Parcel, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const identity = useIdentity(id, reload);
  const { panel, setPanel, ...notTaken } = useNotTaken(id, reload);
  return (
    <Page
      query={query}
      isEmpty={({ shipment }) => !shipment}
      empty={{ text: SAID.parcelMissing }}
      bar={({ shipment }) => {
        const actions = shipment?.availableActions ?? [];
        if (panel || (!actions.includes('DELIVER') && !actions.includes('REFUSE'))) return null;
        const isChecking = actions.includes('CHECK_IDENTITY') && !actions.includes('DELIVER');
        return (
          <Bar>
            {actions.includes('REFUSE') && (
              <Button kind="danger" onTap={() => setPanel('refuse')}>
                拒收
              </Button>
            )}
            {isChecking && (
              <Button kind="main" busy={identity.check.busy} onTap={identity.check.run}>
                核对
              </Button>
            )}
            {actions.includes('DELIVER') && (
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
        const can = (action: ShipmentAct): boolean => parcel.availableActions.includes(action);
        return (
          <>
            <Standing parcel={parcel} />
            <Pickup parcel={parcel} reload={reload} />
            {can('REFUSE') && parcel.pickup === null && <Identity parcel={parcel} identity={identity} />}
            <Visits parcel={parcel} />
            {panel && <NotTaken {...notTaken} panel={panel} close={() => setPanel(null)} />}
            {parcel.pickup === null && <Receiving parcel={parcel} reload={reload} />}
            <Temperature parcel={parcel} readings={readings} />
            <Track parcel={parcel} />
            <Hands legs={parcel.legs} />
            <Contents parcel={parcel} />
            {!panel && can('OPEN_CONTENTS_CASE') && (
              <Section>
                <Button
                  wide
                  onTap={() => {
                    notTaken.setReason('SHORT');
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
