import { useState } from 'react';
import { AssignShipment, VehicleKindWords, type CarrierParcelQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { say } from '@/lib/say';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

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
  const assign = useSave(
    { courierId: !crew.courierId && '请选一个人', vehicleId: !crew.vehicleId && '请选一辆车' },
    async () => {
      await act(AssignShipment, { shipmentId: parcel.id, ...crew, seenCourierId: parcel.courierId ?? null });
      setOpen(false);
      say('派好了');
      await reload();
    },
  );
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
          <Choice
            label="配送员"
            value={crew.courierId}
            options={(carrier?.couriers ?? [])
              .filter(({ active }) => active)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(courierId) => setCrew({ ...crew, courierId })}
            error={assign.at('courierId')}
          />
          <Choice
            label="车"
            value={crew.vehicleId}
            options={(carrier?.vehicles ?? [])
              .filter(({ endedAt }) => !endedAt)
              .map(({ id, plate, kind }) => ({ value: id, label: `${plate} ${VehicleKindWords[kind]}` }))}
            onChange={(vehicleId) => setCrew({ ...crew, vehicleId })}
            error={assign.at('vehicleId')}
          />
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
