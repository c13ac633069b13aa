import { movesOf } from '@heitu/kit/data/moves';
import { Contract } from './contract.entity.ts';
import { contractLifecycle } from './contract.lifecycle.ts';

export const contracts = movesOf(Contract, contractLifecycle);
