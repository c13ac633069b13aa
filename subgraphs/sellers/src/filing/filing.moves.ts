import { movesOf } from '@heitu/kit/data/moves';
import { Document, Filing } from './filing.entity.ts';
import { documentLifecycle, filingLifecycle, paperReminderLifecycle } from './filing.lifecycle.ts';

export const filings = movesOf(Filing, filingLifecycle);
export const documents = movesOf(Document, documentLifecycle);
export const paperReminders = movesOf(Document, paperReminderLifecycle);
