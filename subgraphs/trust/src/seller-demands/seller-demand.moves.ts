import { movesOf } from '@heitu/kit/data/moves';
import { SellerDemand } from './seller-demand.entity.ts';
import { sellerDemandLifecycle } from './seller-demand.lifecycle.ts';

export const sellerDemands = movesOf(SellerDemand, sellerDemandLifecycle);
