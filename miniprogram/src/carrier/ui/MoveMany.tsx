import { useState } from 'react';
import { AssignShipment, CarrierFleet, type CarrierParcelsQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { Problem } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { CrewChoice, wrongCrew } from './Crew';

type Parcel = CarrierParcelsQuery['shipments']['edges'][number]['node'];

/** Many parcels to one courier and vehicle: each as by itself, so that one that may not go there hinders no other. */
export function MoveMany({ parcels, onDone }: { parcels: readonly Parcel[]; onDone: () => Promise<void> }) {
  const { data } = useQuery(CarrierFleet, {});
  const [crew, setCrew] = useState({ courierId: '', vehicleId: '' });
  const [left, setLeft] = useState<string[] | null>(null);
  const carrier = data?.carriers.find(({ partyId }) => partyId === parcels[0]?.carrierPartyId);
  const move = useSave(wrongCrew(crew), async () => {
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
  });
  return (
    <Section title={`把 ${parcels.length} 件派给`}>
      <CrewChoice of={carrier} crew={crew} onChange={setCrew} at={move.at} />
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
