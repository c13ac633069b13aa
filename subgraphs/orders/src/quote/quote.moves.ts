import { movesOf } from '@heitu/kit/data/moves';
import { Quote } from './quote.entity.ts';
import { quoteLifecycle } from './quote.lifecycle.ts';

export const quotes = movesOf(Quote, quoteLifecycle);
