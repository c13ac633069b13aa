import { movesOf } from '@heitu/kit/data/moves';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import { RecallCase, RecallRegrade, RecallRow } from './recall.entity.ts';
import { regradeLifecycle } from './regrade.lifecycle.ts';
import { recallRowLifecycle } from './recall-row.lifecycle.ts';

export const recallCases = movesOf(RecallCase, recallCaseLifecycle);
export const regrades = movesOf(RecallRegrade, regradeLifecycle);
export const recallRows = movesOf(RecallRow, recallRowLifecycle);
