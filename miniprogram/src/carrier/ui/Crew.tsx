import { VehicleKindWords, type CarrierParcelQuery } from '@/api/carrier';
import { Choice } from '@/ui/forms';

/** Who carries, in what. */
export interface Crew {
  courierId: string;
  vehicleId: string;
}
/** What is wrong with it, by field. */
export const wrongCrew = ({ courierId, vehicleId }: Crew) => ({
  courierId: !courierId && '请选一个人',
  vehicleId: !vehicleId && '请选一辆车',
});

interface Props {
  of: Pick<CarrierParcelQuery['carriers'][number], 'couriers' | 'vehicles'> | undefined;
  crew: Crew;
  onChange: (crew: Crew) => void;
  at: (field: string) => string | null | undefined;
}
/** One of a carrier's people and one of its vehicles, of those that still carry. */
export const CrewChoice = ({ of: carrier, crew, onChange, at }: Props) => (
  <>
    <Choice
      label="配送员"
      value={crew.courierId}
      options={(carrier?.couriers ?? [])
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(courierId) => onChange({ ...crew, courierId })}
      error={at('courierId')}
    />
    <Choice
      label="车"
      value={crew.vehicleId}
      options={(carrier?.vehicles ?? [])
        .filter(({ endedAt }) => !endedAt)
        .map(({ id, plate, kind }) => ({ value: id, label: `${plate} ${VehicleKindWords[kind]}` }))}
      onChange={(vehicleId) => onChange({ ...crew, vehicleId })}
      error={at('vehicleId')}
    />
  </>
);
