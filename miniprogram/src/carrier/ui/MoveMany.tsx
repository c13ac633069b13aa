import { useState } from 'react';
import { AssignShipment, CarrierFleet, VehicleKindWords, type CarrierParcelsQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { Problem } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Parcel = CarrierParcelsQuery['shipments']['edges'][number]['node'];

/** Many parcels to one courier and vehicle: each as by itself, so that one that may not go there hinders no other. */
export function MoveMany({ parcels, onDone }: { parcels: readonly Parcel[]; onDone: () => Promise<void> }) {
  const { data } = useQuery(CarrierFleet, {});
  const [crew, setCrew] = useState({ courierId: '', vehicleId: '' });
  const [left, setLeft] = useState<string[] | null>(null);
  const carrier = data?.carriers.find(({ partyId }) => partyId === parcels[0]?.carrierPartyId);
  const move = useSave(
    { courierId: !crew.courierId && '请选一个人', vehicleId: !crew.vehicleId && '请选一辆车' },
    async () => {
      const reasons: string[] = [];
      for (const { id, trackingNumber, courierId } of parcels)
        try {
          await act(AssignShipment, { shipmentId: id, ...crew, seenCourierId: courierId });
        } catch (error) {
          if (!(error instanceof Problem) || error.kind !== 'refused') throw error;
          reasons.push(`${trackingNumber}：${error.refusal?.message ?? error.message}`);
        }
      setLeft(reasons);
      await onDone();
    },
  );
  return (
    <Section title={`把 ${parcels.length} 件派给`}>
      <Choice
        label="配送员"
        value={crew.courierId}
        options={(carrier?.couriers ?? [])
          .filter(({ active }) => active)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(courierId) => setCrew({ ...crew, courierId })}
        error={move.at('courierId')}
      />
      <Choice
        label="车"
        value={crew.vehicleId}
        options={(carrier?.vehicles ?? [])
          .filter(({ endedAt }) => !endedAt)
          .map(({ id, plate, kind }) => ({ value: id, label: `${plate} ${VehicleKindWords[kind]}` }))}
        onChange={(vehicleId) => setCrew({ ...crew, vehicleId })}
        error={move.at('vehicleId')}
      />
      {left && left.length > 0 && <Notice tone="bad">没派过去的：{left.join('；')}</Notice>}
      <Refusal problem={move.problem} fields={move.fields} />
      <Acts>
        <Button kind="main" busy={move.busy} onTap={move.run}>
          一起派给他
        </Button>
      </Acts>
    </Section>
  );
}
