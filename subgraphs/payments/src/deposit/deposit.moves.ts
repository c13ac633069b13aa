import { movesOf } from '@heitu/kit/data/moves';
import { Deposit } from './deposit.entity.ts';
import { depositLifecycle } from './deposit.lifecycle.ts';

export const deposits = movesOf(Deposit, depositLifecycle);
