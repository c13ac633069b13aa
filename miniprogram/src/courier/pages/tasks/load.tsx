import { View } from '@tarojs/components';
import { useState } from 'react';
import { CheckLoad, type CourierTasksQuery } from '@/api/courier';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { keep, kept } from '@/lib/storage';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Check } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

interface Vehicle {
  id: string;
  plate: string;
}
/** A vehicle that has to be looked at before the road. */
interface ToCheck {
  vehicle: Vehicle;
  dueAt: string | null;
}
/** Of the vehicles that carry these parcels, those that nobody has looked at since their round began. */
export function loadsOf(
  trips: CourierTasksQuery['trips'],
  parcels: readonly { vehicle: Vehicle | null }[],
): readonly ToCheck[] {
  return trips.edges.flatMap(({ node: { vehicleId, dueAt } }) => {
    const vehicle = parcels.find((parcel) => parcel.vehicle?.id === vehicleId)?.vehicle;
    return vehicle ? [{ vehicle, dueAt }] : [];
  });
}

const POINTS = [
  ['secured', '货物固定好，不挤压'],
  ['segregated', '生熟、串味、轻重分开放'],
  ['clean', '车厢干净没异味'],
  ['lawful', '证照随车，没超载'],
] as const;
const VEHICLE = 'courier-vehicle';

/** Before the round begins: the vehicle of the last parcel, where the platform does not ask for it yet. */
export function LastVehicle({ except, reload }: { except: readonly ToCheck[]; reload: () => Promise<void> }) {
  const last = kept<Vehicle>(VEHICLE);
  if (!last || except.some(({ vehicle }) => vehicle.id === last.id)) return null;
  return <Load vehicle={last} dueAt={null} reload={reload} />;
}

/** One look at the vehicle a day. */
export function Load({ vehicle, dueAt, reload }: ToCheck & { reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState({ secured: false, segregated: false, clean: false, lawful: false, temperature: '' });
  const [run] = useState(newId);
  const check = useAction(
    async () => {
      const { temperature, ...points } = form;
      if (temperature && !/^-?\d{1,2}(\.\d)?$/.test(temperature.trim()))
        throw wrongAt('temperatureCelsius', '温度写成 3 或 -18');
      await act(
        CheckLoad,
        { vehicleId: vehicle.id, ...points, ...(temperature && { temperatureCelsius: Number(temperature) }) },
        `load ${run}`,
      );
      keep(VEHICLE, vehicle);
      setOpen(false);
      say('记下了');
      await reload();
    },
    { onKept: () => setOpen(false) },
  );
  return (
    <Section
      title={`出车前看一遍　${vehicle.plate}`}
      extra={
        <Button small onTap={() => setOpen(!open)}>
          {open ? '收起' : '去看'}
        </Button>
      }
    >
      <View className="small">
        <DueBy at={dueAt} what="看好" />
      </View>
      {open && (
        <>
          {POINTS.map(([point, text]) => (
            <Check key={point} on={form[point]} onChange={(on) => setForm({ ...form, [point]: on })}>
              {text}
            </Check>
          ))}
          <Field
            label="车厢温度（拉冷货才填）"
            value={form.temperature}
            onInput={(temperature) => setForm({ ...form, temperature })}
            error={check.problem?.at('temperatureCelsius')}
            maxLength={5}
          />
          <Refusal problem={check.problem} fields={['temperatureCelsius']} />
          <View className="buttons">
            <Button kind="main" busy={check.busy} onTap={check.run}>
              看过了
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
