import { movesOf } from '@heitu/kit/data/moves';
import { Withdrawal } from './withdrawal.entity.ts';
import { withdrawalLifecycle } from './withdrawal.lifecycle.ts';

export const withdrawals = movesOf(Withdrawal, withdrawalLifecycle);
