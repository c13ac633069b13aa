import { movesOf } from '@heitu/kit/data/moves';
import { Refund } from './refund.entity.ts';
import { refundLifecycle } from './refund.lifecycle.ts';

export const refunds = movesOf(Refund, refundLifecycle);
