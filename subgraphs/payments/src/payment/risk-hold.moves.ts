import { movesOf } from '@heitu/kit/data/moves';
import { RiskHold } from './risk-hold.entity.ts';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';

export const riskHolds = movesOf(RiskHold, riskHoldLifecycle);
