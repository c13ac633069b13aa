import { Agent, setGlobalDispatcher } from 'undici';
import { assertNoTransaction } from '../data/open-transaction.ts';

/**
 * From now on any HTTP call of this process (undici, fetch) that is made while a transaction is open throws: rows must
 * not stay locked for a slow stranger.
 */
export function guardHttpAgainstTransactions(): void {
  setGlobalDispatcher(
    new Agent().compose((dispatch) => (options, handler) => {
      assertNoTransaction(`an HTTP call to ${String(options.origin)}`);
      return dispatch(options, handler);
    }),
  );
}
