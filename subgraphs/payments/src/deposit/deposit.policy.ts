import { DAY_MS } from '@heitu/kit/rules/clock';

/** The provider is asked so often what a party still has put up. */
export const LOOK_EVERY_MS = DAY_MS;
/** A party whose deposit is short fills it up within so many working days; then finance asks for it. */
export const FILL_UP_WORKING_DAYS = 5;
