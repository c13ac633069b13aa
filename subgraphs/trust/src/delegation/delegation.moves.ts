import { movesOf } from '@heitu/kit/data/moves';
import { Delegation } from './delegation.entity.ts';
import { delegationLifecycle } from './delegation.lifecycle.ts';

export const delegations = movesOf(Delegation, delegationLifecycle);
