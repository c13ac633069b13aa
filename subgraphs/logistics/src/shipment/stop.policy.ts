import { LOT_STOP_CAUSES, STOPPED_ON_THE_WAY, type LotStopCause } from '@heitu/standard';
import type { RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { ShipmentState } from './shipment.lifecycle.ts';
import { SIDES, type Side } from './shipment.policy.ts';

/** From these a parcel may still reach its buyer, so that it can be stopped. */
export const STOPPABLE_STATES = [
  'ready',
  'assigned',
  'taken-over',
  'at-station',
] as const satisfies readonly ShipmentState[];
/** Stopped and not yet back: somebody has work with it. */
export const STOP_OPEN_STATES = [
  ...STOPPABLE_STATES,
  'left-at-station',
  'refused',
  'at-depot',
] as const satisfies readonly ShipmentState[];
export const stoppedRefusal = {
  STOPPED: {
    message: '这票货里有停售或召回的批次，不能再派、再交、再送，也不能签收',
    clause: '7.3.6.a-c',
  },
} as const satisfies Record<string, RefusalText<ClauseRef>>;

const WITH_CARRIER: readonly ShipmentState[] = ['taken-over', 'at-station', 'left-at-station', 'refused', 'at-depot'];
export const holderOf = (state: ShipmentState): Side => (WITH_CARRIER.includes(state) ? 'carrier' : 'seller');

export interface StopMark {
  state: ShipmentState;
  stoppedAtMs: number | null;
  stopCause: LotStopCause | null;
  stopLotCode: string | null;
}
/** On whose desk a stopped parcel lies, and what is done with it there. */
const WHAT_TO_DO: Readonly<Partial<Record<ShipmentState, string>>> = {
  'taken-over': STOPPED_ON_THE_WAY,
  'at-station': '服务站先别交给买家，等配送员取回',
  'left-at-station': '配送员从服务站取回，再退给商家',
  refused: '退回站点，再退给商家',
  'at-depot': '退给商家',
  returned: '已退回，商家单独封存，不得再卖',
};
const KEPT_BY_SELLER = '不要交给配送员，商家单独封存，不得再卖';

/** What stands with a stopped parcel, in one sentence; null where it is not stopped. */
export function stopOf(
  row: StopMark,
): { at: number; cause: LotStopCause; lotCode: string; holder: Side; holderLabel: string; text: string } | null {
  // A stop is marked with its cause.
  const { stopCause: cause } = row;
  if (row.stoppedAtMs === null || cause === null) return null;
  const holder = holderOf(row.state);
  const lotCode = row.stopLotCode ?? '';
  const text = `批次${lotCode}${LOT_STOP_CAUSES[cause]}，货在${SIDES[holder]}手里：${WHAT_TO_DO[row.state] ?? KEPT_BY_SELLER}`;
  return { at: row.stoppedAtMs, cause, lotCode, holder, holderLabel: SIDES[holder], text };
}
