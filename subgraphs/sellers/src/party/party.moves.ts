import { movesOf } from '@heitu/kit/data/moves';
import { Party, PartyMeasure } from './party.entity.ts';
import { partyMeasureLifecycle, reviewReminderLifecycle, standingLifecycle } from './standing.lifecycle.ts';

export const standings = movesOf(Party, standingLifecycle);
export const reviewReminders = movesOf(Party, reviewReminderLifecycle);
export const partyMeasures = movesOf(PartyMeasure, partyMeasureLifecycle);
