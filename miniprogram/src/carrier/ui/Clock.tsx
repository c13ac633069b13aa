import type { ShipmentState } from '@/api/carrier';
import { DueBy } from '@/ui/DueBy';

interface Timed {
  state: ShipmentState;
  takeOverDueAt: string;
  deliverDueAt: string;
}
/** Which clock runs for a parcel; none once it has arrived or turned back. */
export function clockOf({ state, takeOverDueAt, deliverDueAt }: Timed): { at: string; what: string } | null {
  if (state === 'TAKEN_OVER') return { at: deliverDueAt, what: '送到' };
  return state === 'READY' || state === 'ASSIGNED' ? { at: takeOverDueAt, what: '接货' } : null;
}
export function Clock({ parcel }: { parcel: Timed }) {
  const clock = clockOf(parcel);
  return clock && <DueBy {...clock} />;
}
