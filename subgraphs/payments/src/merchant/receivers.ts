import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../context.ts';

/** Whether an account's party has a contract with the provider on that day: one of here, or that of its opening. */
export const hasContractOn = (date: string) => (eb: ExpressionBuilder<Tables, 'MerchantAccount'>) =>
  eb
    .or([
      eb('MerchantAccount.contractValidUntil', '>=', date),
      eb.exists(
        eb
          .selectFrom('AgreedContract as c')
          .select('c.contractId')
          .whereRef('c.partyId', '=', 'MerchantAccount.partyId')
          .where('c.kind', '=', 'payment')
          .where('c.validFrom', '<=', date)
          .where('c.validUntil', '>=', date),
      ),
    ])
    .as('hasContract');
