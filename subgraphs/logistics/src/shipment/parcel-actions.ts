import type { partsIn } from '../access.ts';
import {
  CONTENTS_CASE_KINDS,
  SIGNING_CODES_MAX,
  hasWaited,
  isCashOnDelivery,
  isUnpaidAtDoor,
  isCodeLocked,
  isLastVisit,
  missingBefore,
  missingSteps,
  RENEW_CODE,
} from '../delivery/delivery.policy.ts';
import type { RowOf } from '../context.ts';
import { shipmentLifecycle, type ShipmentAction, type ShipmentState } from './shipment.lifecycle.ts';

/** In the carrier's hands, so that its stores may hold it. */
export const STORABLE_STATES = ['taken-over', 'refused', 'at-depot'] as const satisfies readonly ShipmentState[];
/** An outside express company may still bring it a part of the way. */
export const EXPRESS_STATES = ['assigned', 'taken-over'] as const satisfies readonly ShipmentState[];
/** What is missing inside is found while both look, or just after the consumer was left alone with it. */
export const CONTENTS_CASE_STATES = [
  'taken-over',
  'delivered',
  'refused',
  'at-depot',
  'returned',
] as const satisfies readonly ShipmentState[];
/** The courier may be at the door. */
export const DOOR_STATES = ['taken-over'] as const satisfies readonly ShipmentState[];
/** Cash is taken at the door. */
export const COD_STATES = ['taken-over', 'delivered'] as const satisfies readonly ShipmentState[];
/** Each kind once. */
const CONTENTS_CASE_KINDS_MAX = Object.keys(CONTENTS_CASE_KINDS).length;
export const isOneOf = (states: readonly ShipmentState[], state: ShipmentState): boolean => states.includes(state);

type Row = RowOf<'Shipment'>;
type Part = ReturnType<typeof partsIn>[number];
/** What stands in other tables of a parcel. */
export interface ParcelFacts {
  hasOpenHandover: boolean;
  isStored: boolean;
  contentsCases: number;
  isCodCollected: boolean;
}
interface Case {
  row: Row;
  facts: ParcelFacts;
  parts: readonly Part[];
}
const isAppointed = ({ stationPartyId, calledAheadAtMs }: Row): boolean =>
  stationPartyId === null && calledAheadAtMs !== null;
/** What an action of the lifecycle wants of the steps at the door and of other tables. */
const CONDITIONS: Readonly<Partial<Record<ShipmentAction, (of: Case, nowMs: number) => boolean>>> = {
  'open-handover': ({ facts }) => !facts.hasOpenHandover,
  'call-ahead': ({ row }) => row.stationPartyId === null,
  'check-identity': ({ row }) => row.stationPartyId === null && !row.identityCheckedAtMs && !isCodeLocked(row),
  'show-identity': ({ row }) =>
    !row.identityCheckedAtMs && !isCodeLocked(row) && missingBefore(row, 'identityCheckedAtMs').length === 0,
  'open-packaging': ({ row }) => !row.courierInspectedAtMs && missingBefore(row, 'outerOpenedAtMs').length === 0,
  'sign-at-door': ({ row }) => isAppointed(row) && !isUnpaidAtDoor(row),
  'find-nobody': ({ row }, nowMs) => isAppointed(row) && !isLastVisit(row) && hasWaited(row, nowMs),
  'give-up': ({ row }, nowMs) => isAppointed(row) && isLastVisit(row) && hasWaited(row, nowMs),
  deliver: ({ row }) => missingSteps(row).length === 0 && !isUnpaidAtDoor(row),
};
/** Actions that leave the parcel's state as it is. */
const BESIDE_LABELS = {
  store: '存进库里',
  'release-from-storage': '从库里取出',
  'set-express-number': '登记快递单号',
  'hand-to-station': '交给服务站',
  'renew-pickup-code': '换一个取货码',
  'open-contents-case': '登记里面少了或坏了',
  'record-cod': '登记代收的货款',
  'send-signing-code': '发签收码给收货人',
  'show-door-code': '出示收款码',
  ...RENEW_CODE,
} as const;
export const PARCEL_ACTIONS = { ...shipmentLifecycle.labels, ...BESIDE_LABELS };
export type ParcelAction = keyof typeof PARCEL_ACTIONS;
const BESIDE: readonly { action: keyof typeof BESIDE_LABELS; by: readonly Part[]; isPossible(of: Case): boolean }[] = [
  { action: 'release-from-storage', by: ['carrier-manager', 'courier'], isPossible: ({ facts }) => facts.isStored },
  {
    action: 'store',
    by: ['carrier-manager', 'courier'],
    isPossible: ({ row, facts }) => !facts.isStored && isOneOf(STORABLE_STATES, row.state),
  },
  {
    action: 'hand-to-station',
    by: ['carrier-manager', 'courier'],
    isPossible: ({ row }) => row.stationPartyId !== null && row.state === 'taken-over' && row.stoppedAtMs === null,
  },
  {
    action: 'renew-pickup-code',
    by: ['consumer'],
    isPossible: ({ row }) => row.state === 'at-station',
  },
  {
    action: 'set-express-number',
    by: ['carrier-manager'],
    isPossible: ({ row }) => isOneOf(EXPRESS_STATES, row.state) && row.stoppedAtMs === null,
  },
  {
    action: 'open-contents-case',
    by: ['consumer', 'courier'],
    isPossible: ({ row, facts }) =>
      isOneOf(CONTENTS_CASE_STATES, row.state) &&
      !!row.outerOpenedAtMs &&
      facts.contentsCases < CONTENTS_CASE_KINDS_MAX,
  },
  {
    action: 'renew-courier-code',
    by: ['carrier-manager'],
    isPossible: ({ row }) => isOneOf(DOOR_STATES, row.state) && isCodeLocked(row),
  },
  {
    action: 'show-door-code',
    by: ['courier'],
    isPossible: ({ row }) => isUnpaidAtDoor(row) && isOneOf(DOOR_STATES, row.state) && missingSteps(row).length === 0,
  },
  {
    action: 'send-signing-code',
    by: ['courier'],
    isPossible: ({ row }) =>
      isOneOf(DOOR_STATES, row.state) &&
      row.stoppedAtMs === null &&
      isAppointed(row) &&
      !row.identityCheckedAtMs &&
      row.signingCodeRound < SIGNING_CODES_MAX,
  },
  {
    action: 'record-cod',
    by: ['courier'],
    isPossible: ({ row, facts }) => isCashOnDelivery(row) && isOneOf(COD_STATES, row.state) && !facts.isCodCollected,
  },
];

/** What those who play these parts can do with a parcel now, for the buttons: the same questions that the use cases ask. */
export const parcelActions = (of: Case, nowMs: number): ParcelAction[] => [
  ...shipmentLifecycle.available(of.row, of.parts, nowMs).filter((action) => CONDITIONS[action]?.(of, nowMs) ?? true),
  ...BESIDE.filter(({ by, isPossible }) => by.some((part) => of.parts.includes(part)) && isPossible(of)).map(
    ({ action }) => action,
  ),
];
