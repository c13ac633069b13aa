import { SELLER_ROLES, type Role } from '@heitu/standard';

/** Who offers goods. */
export const SELLERS: readonly Role[] = SELLER_ROLES;
/** Who may take something of another's off sale. */
export const WITHDRAWERS: readonly Role[] = ['reviewer', 'operator-admin'];
