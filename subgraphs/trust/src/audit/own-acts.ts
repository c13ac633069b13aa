import { actRecorded } from '@heitu/events/act-recorded';

/** What was done or refused in trust itself. */
export const ownActs = actRecorded('trust');
