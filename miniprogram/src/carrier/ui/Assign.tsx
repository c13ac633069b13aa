import { useState } from 'react';
import { AssignShipment, type CarrierParcelQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { say } from '@/lib/say';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { CrewChoice, wrongCrew } from './Crew';

type Carrier = CarrierParcelQuery['carriers'][number];

/** Who fetches and brings it, in which vehicle; whether both may, the platform says. */
export function Assign({
  parcel,
  carrier,
  reload,
}: {
  parcel: NonNullable<CarrierParcelQuery['shipment']>;
  carrier: Carrier | undefined;
  reload: () => Promise<void>;
}) {
  const [open, setOpen] = useState(!parcel.courierId);
  const [crew, setCrew] = useState({ courierId: parcel.courierId ?? '', vehicleId: parcel.vehicleId ?? '' });
  const assign = useSave(wrongCrew(crew), async () => {
    await act(AssignShipment, { shipmentId: parcel.id, ...crew, seenCourierId: parcel.courierId ?? null });
    setOpen(false);
    say('派好了');
    await reload();
  });
  return (
    <Section
      title={parcel.courierId ? '换人换车' : '派给谁'}
      extra={
        parcel.courierId && (
          <Button small onTap={() => setOpen(!open)}>
            {open ? '收起' : '去换'}
          </Button>
        )
      }
    >
      {open && (
        <>
          <CrewChoice of={carrier} crew={crew} onChange={setCrew} at={assign.at} />
          <Refusal problem={assign.problem} fields={assign.fields} />
          <Acts>
            <Button kind="main" busy={assign.busy} onTap={assign.run}>
              派给他
            </Button>
          </Acts>
        </>
      )}
    </Section>
  );
}
