import { movesOf } from '@heitu/kit/data/moves';
import { BooksMonth } from './month.entity.ts';
import { booksMonthLifecycle } from './month.lifecycle.ts';

export const booksMonths = movesOf(BooksMonth, booksMonthLifecycle);
