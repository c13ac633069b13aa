import { movesOf } from '@heitu/kit/data/moves';
import { reconciliationCaseLifecycle, reconciliationLifecycle, remedyLifecycle } from './case.lifecycle.ts';
import { CaseRemedy, Reconciliation, ReconciliationCase } from './reconciliation.entity.ts';

export const reconciliations = movesOf(Reconciliation, reconciliationLifecycle);
export const reconciliationCases = movesOf(ReconciliationCase, reconciliationCaseLifecycle);
export const remedies = movesOf(CaseRemedy, remedyLifecycle);
