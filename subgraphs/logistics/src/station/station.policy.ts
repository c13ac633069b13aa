import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import type { Vault } from '@heitu/kit/privacy/vault';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { ClauseRef } from '@heitu/standard';
import { isCold } from '../area/offer.policy.ts';
import { codeFor } from '../code.policy.ts';
import type { ShipmentState } from '../shipment/shipment.lifecycle.ts';

/** How long a parcel waits at a station for its buyer, where their contract is silent: cold goods do not keep. */
const KEPT_DAYS = { cold: 3, other: 7 } as const;
export const fetchByMsOf = (
  { storage }: { storage: string },
  { coldKeptDays = KEPT_DAYS.cold, keptDays = KEPT_DAYS.other }: ContractTerms<'station'>,
  arrivedAtMs: number,
): number => arrivedAtMs + (isCold(storage) ? coldKeptDays : keptDays) * DAY_MS;

/** What a village shop has of shelves and of a cold store. */
export const SHELF_PLACES_MAX = 60;
export const COLD_PLACES_MAX = 24;
const PLACES_A_ROW = 4;
/** `A1` … `A4`, `B1` …; in the cold store `冰1` …, which stays what it is when shelves are added. */
export const placesOf = (places: number, cold: boolean): string[] =>
  Array.from({ length: places }, (_, i) =>
    cold ? `冰${i + 1}` : `${String.fromCodePoint(65 + Math.floor(i / PLACES_A_ROW))}${(i % PLACES_A_ROW) + 1}`,
  );
/** The next place; where all are taken the parcel stands beside the shelf. */
export const freePlace = (places: readonly string[], taken: ReadonlySet<string>): string | null =>
  places.find((place) => !taken.has(place)) ?? null;
export const shelfKey = (stationPartyId: string, place: string): string => `${stationPartyId}:${place}`;

/** Of these a station holds a place, or will. */
export const AT_STATION_STATES = ['at-station', 'left-at-station'] as const satisfies readonly ShipmentState[];
export const BOUND_FOR_STATION_STATES = [
  'ready',
  'assigned',
  'taken-over',
  ...AT_STATION_STATES,
] as const satisfies readonly ShipmentState[];
/** What a station sees of what is on its way, and of what stands there. */
export const SHELF_STATES = ['taken-over', ...AT_STATION_STATES] as const satisfies readonly ShipmentState[];

export const PICKUP_ATTEMPTS_MAX = 5;
export const isPickupLocked = ({ pickupAttempts }: { pickupAttempts: number }): boolean =>
  pickupAttempts >= PICKUP_ATTEMPTS_MAX;
/** What the buyer of this parcel shows at the station: another one after each renewal. */
export const pickupCodeOf = (
  vault: Pick<Vault, 'authenticate'>,
  { id, pickupRound }: { id: string; pickupRound: number },
): string => codeFor(vault, 'pickup-code', `${id}\n${pickupRound}`);
export const pickupRefusals = {
  CODE_WRONG: { message: '取货码不对，请买家打开订单再看一遍', clause: '8.5.4.2.cc' },
  TOO_MANY_ATTEMPTS: {
    message: `取货码输错了${PICKUP_ATTEMPTS_MAX}次，已锁定。请买家在订单里换一个取货码，再来输`,
    clause: '8.5.4.2.cc',
  },
} as const satisfies Readonly<Record<string, { message: string; clause: ClauseRef }>>;

/** What stands for the signature where goods were handed out for a code. */
export const SIGNED_BY_CODE = '凭取货码取走';

/** What a station does with a parcel. */
export const STATION_ACTS = {
  take: '点清签字，上架',
  'take-alone': '配送员手机没电，我先签',
  'hand-out': '凭码取货',
  'give-back': '交还配送员',
} as const;
export type StationAct = keyof typeof STATION_ACTS;
