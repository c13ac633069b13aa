import { movesOf } from '@heitu/kit/data/moves';
import { Payment } from './payment.entity.ts';
import { paymentLifecycle } from './payment.lifecycle.ts';

export const payments = movesOf(Payment, paymentLifecycle);
