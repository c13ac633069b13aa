import type { ClauseRef } from './clauses.ts';

/** Why a parcel cannot be fetched at a station: logistics says it of its offer, orders of the quote that asks. */
export const STATION_REFUSALS = {
  STATION_CLOSED: { message: '这个服务站现在不收包裹，请换一个，或送到家' },
  STATION_NOT_COLD: { message: '这个服务站没有冰柜，要冷藏的货不能放在那里', clause: '8.1.af' },
  STATION_FULL: { message: '这个服务站放满了，请换一个，或送到家' },
} as const satisfies Readonly<Record<string, { message: string; clause?: ClauseRef }>>;
export type StationRefusalCode = keyof typeof STATION_REFUSALS;
