import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** The provider is asked so often what a party still has put up. */
export const LOOK_EVERY_MS = DAY_MS;
/** Where it could not be asked, or its balance was moving, so soon again. */
export const LOOK_AGAIN_MS = HOUR_MS;
/** A party whose deposit is short fills it up within so many working days; then finance asks for it. */
export const FILL_UP_WORKING_DAYS = 5;
