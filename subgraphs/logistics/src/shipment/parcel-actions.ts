import type { ShipmentState } from './shipment.lifecycle.ts';

/** In the carrier's hands, so that its stores may hold it. */
export const STORABLE_STATES = ['taken-over', 'refused', 'at-depot'] as const satisfies readonly ShipmentState[];
/** An outside express company may still bring it a part of the way. */
export const EXPRESS_STATES = ['assigned', 'taken-over'] as const satisfies readonly ShipmentState[];
const isOneOf = (states: readonly ShipmentState[], state: string): boolean => (states as readonly string[]).includes(state);

/** What moves no state, for the buttons of those who have the parcel in their hands: the same questions that the use cases ask. */
export const parcelActions = (state: string, { isStored, isManager }: { isStored: boolean; isManager: boolean }): string[] => [
  ...(isStored ? ['release-from-storage'] : isOneOf(STORABLE_STATES, state) ? ['store'] : []),
  ...(isManager && isOneOf(EXPRESS_STATES, state) ? ['set-express-number'] : []),
];
