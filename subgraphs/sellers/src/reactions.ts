import { on } from '@heitu/kit/relay';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import type { SellersContext } from './context.ts';
import { eraseAccount } from './party/erase-account.ts';
import { recordMeasure } from './party/record-measure.ts';

export const reactions = [
  on(measureTaken, 'record-measure', (context: SellersContext, tx, measure) => recordMeasure(context, tx, measure)),
  on(accountErased, 'erase-account', (context: SellersContext, tx, { accountId }) => eraseAccount(context, tx, accountId)),
];
