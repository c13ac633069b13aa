import { rowAfter } from '@heitu/kit/rules/mutation';
import { cardsById } from './card.loader.ts';
import { HandoverCardView } from './card.view.ts';

/** What mutations show: the row as it is now. */
export const cardNow = rowAfter(HandoverCardView, cardsById);
