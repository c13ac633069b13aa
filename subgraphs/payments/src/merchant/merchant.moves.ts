import { movesOf } from '@heitu/kit/data/moves';
import { MerchantAccount } from './merchant.entity.ts';
import { merchantLifecycle } from './merchant.lifecycle.ts';

export const merchantAccounts = movesOf(MerchantAccount, merchantLifecycle);
