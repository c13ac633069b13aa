import { asItIs } from '@heitu/kit/rules/mutation';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { AccountStateChanged } from './account.view.ts';
import { accountStateInput, accountStateRefusals, changeAccountState } from './change-account-state.ts';

/** Gives access back: with the roles of that moment, by signing in anew. */
export const restoreAccount = mutation({
  name: 'restoreAccount',
  description: 'Gives a suspended person access again, by signing in anew.',
  may: permit.role('operator-admin'),
  input: accountStateInput,
  refusals: accountStateRefusals,
  shows: asItIs(AccountStateChanged),
  run: (context, input) => changeAccountState(context, input, 'restore'),
});
