import { View } from '@tarojs/components';
import { RenewPickupCode, ShipmentActWords } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import type { MapPoint } from '@/lib/place';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { Button } from './Button';
import { Cell, Notice, Section } from './parts';
import { Refusal } from './Refusal';
import { StationPlace } from './StationPlace';
import { WayThere } from './WayThere';

interface PickupProps {
  parcel: {
    id: string;
    toPoint: MapPoint | null;
    pickup: {
      stationName: string;
      address: string;
      opens: string | null;
      closes: string | null;
      fetchDueAt: string | null;
      shelf: string | null;
      code: string | null;
      isLocked: boolean;
    } | null;
  };
  reload: () => Promise<void>;
}

/** Where its buyer fetches it, until when, and the code that is shown there. */
export function Pickup({ parcel: { id, pickup, toPoint }, reload }: PickupProps) {
  const renew = useAction(async () => {
    if (!(await confirm(`${ShipmentActWords.RENEW_PICKUP_CODE}？`, '旧的马上作废', '换'))) return;
    await act(RenewPickupCode, { shipmentId: id });
    say('换好了');
    await reload();
  });
  if (!pickup) return null;
  return (
    <Section title={pickup.code ? '到站了，凭码去取' : '到站自提'}>
      {pickup.code && (
        <>
          <View className="column center pad-y-2" aria-label={`取货码 ${pickup.code}`}>
            <View className="display">
              {pickup.code.slice(0, 3)} {pickup.code.slice(3)}
            </View>
            <View className="small grey">把这六位数字给站里的人看，先看货再给码</View>
          </View>
          {pickup.isLocked && <Notice tone="bad">有人输错了太多次，这个码锁住了。请换一个再去取。</Notice>}
        </>
      )}
      <Cell label="服务站">{pickup.stationName}</Cell>
      <StationPlace of={pickup} />
      {pickup.shelf && <Cell label="放在">{pickup.shelf}</Cell>}
      {pickup.code && pickup.fetchDueAt && <Cell label="最晚">{moment(pickup.fetchDueAt)}，过时退回商家</Cell>}
      <Refusal problem={renew.problem} />
      <View className="buttons">
        {pickup.code && (
          <Button small busy={renew.busy} onTap={renew.run}>
            {ShipmentActWords.RENEW_PICKUP_CODE}
          </Button>
        )}
        <WayThere small to={{ name: pickup.stationName, address: pickup.address, point: toPoint }} />
      </View>
    </Section>
  );
}
