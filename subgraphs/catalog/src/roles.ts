import type { Role } from '@heitu/standard';

/** Who offers goods. */
export const SELLERS: readonly Role[] = ['seller-owner', 'seller-staff'];
/** Who looks at everybody's goods on behalf of the operator or the state. */
export const OVERSEERS: readonly Role[] = ['reviewer', 'operator-admin', 'regulator'];
/** Who may take something of another's off sale. */
export const WITHDRAWERS: readonly Role[] = ['reviewer', 'operator-admin'];
