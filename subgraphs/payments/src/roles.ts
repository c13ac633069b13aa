import type { Role } from '@heitu/standard';

/** They see every party's money. */
export const MONEY_OVERSEERS = ['finance', 'operator-admin', 'regulator'] as const satisfies readonly Role[];
export const SELLER_ROLES = ['seller-owner', 'seller-staff'] as const satisfies readonly Role[];
