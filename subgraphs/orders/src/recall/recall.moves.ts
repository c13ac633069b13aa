import { movesOf } from '@heitu/kit/data/moves';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import { RecallCase, RecallRow } from './recall.entity.ts';
import { recallRowLifecycle } from './recall-row.lifecycle.ts';

export const recallCases = movesOf(RecallCase, recallCaseLifecycle);
export const recallRows = movesOf(RecallRow, recallRowLifecycle);
