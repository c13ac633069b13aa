import { SAID } from '@/lib/said';
import { useState } from 'react';
import { CarrierArriveAtDepot, ReturnToSeller, type CarrierParcelQuery, type ShipmentAct } from '@/api/carrier';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** Refused goods on their way back: to the depot, then to the seller. */
export function Back({
  parcel,
  reload,
}: {
  parcel: NonNullable<CarrierParcelQuery['shipment']>;
  reload: () => Promise<void>;
}) {
  const [resellable, setResellable] = useState('');
  const depot = useAction(async () => {
    await act(CarrierArriveAtDepot, { shipmentId: parcel.id });
    say(SAID.atDepot);
    await reload();
  });
  const give = useSave({ resellable: !resellable && '请先看货还能不能卖' }, async () => {
    await act(ReturnToSeller, { shipmentId: parcel.id, resellable: resellable === 'yes' });
    say('记下了，货还给商家了');
    await reload();
  });
  const can = (action: ShipmentAct): boolean => parcel.availableActions.includes(action);
  if (!can('ARRIVE_AT_DEPOT') && !can('RETURN')) return null;
  return (
    <Section title="退回去">
      <Refusal problem={depot.problem ?? give.problem} fields={give.fields} />
      {can('ARRIVE_AT_DEPOT') && (
        <Acts>
          <Button kind="main" busy={depot.busy} onTap={depot.run}>
            货到站点了
          </Button>
        </Acts>
      )}
      {can('RETURN') && (
        <>
          <Choice
            label="货还能卖吗"
            value={resellable}
            options={[
              { value: 'yes', label: '还能卖' },
              { value: 'no', label: '不能卖了' },
            ]}
            onChange={setResellable}
            error={give.at('resellable')}
          />
          <Acts>
            <Button kind="main" busy={give.busy} onTap={give.run}>
              还给商家了
            </Button>
          </Acts>
        </>
      )}
    </Section>
  );
}
