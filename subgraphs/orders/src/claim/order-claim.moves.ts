import { movesOf } from '@heitu/kit/data/moves';
import { OrderClaim } from './order-claim.entity.ts';
import { orderClaimLifecycle } from './order-claim.lifecycle.ts';

export const orderClaims = movesOf(OrderClaim, orderClaimLifecycle);
