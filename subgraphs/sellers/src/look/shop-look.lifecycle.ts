import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { lookTable, type ClauseRef, type Desk, type LookTimes, type Role } from '@heitu/standard';
import { OF_PARTY, type OwnPart } from '../party/party.policy.ts';
import { SHOP_LOOKERS } from '../shop/shop.lifecycle.ts';

/** A person's look at a shop, by the rules by which goods are looked at (6.5.b). */
export const shopLookLifecycle = lifecycleOf<Role | OwnPart, Desk, ClauseRef, LookTimes>()({
  name: 'shop-look',
  ...lookTable({ lookers: SHOP_LOOKERS, publishers: OF_PARTY }),
});
