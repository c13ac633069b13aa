import { DueBy } from '@/ui/DueBy';

interface Timed {
  state: string;
  takeOverBy: string;
  deliverBy: string;
}
/** Which clock runs for a parcel; none once it has arrived or turned back. */
export function clockOf({ state, takeOverBy, deliverBy }: Timed): { at: string; what: string } | null {
  if (state === 'taken-over') return { at: deliverBy, what: '送到' };
  return state === 'ready' || state === 'assigned' ? { at: takeOverBy, what: '接货' } : null;
}
export function Clock({ parcel }: { parcel: Timed }) {
  const clock = clockOf(parcel);
  return clock && <DueBy {...clock} />;
}
