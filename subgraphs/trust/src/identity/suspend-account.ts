import { asItIs } from '@heitu/kit/rules/mutation';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { AccountStateChanged } from './account.view.ts';
import { accountStateInput, accountStateRefusals, changeAccountState } from './change-account-state.ts';

/** An administrator takes all access from a person at once: sessions end, no sign-in opens another. */
export const suspendAccount = mutation({
  name: 'suspendAccount',
  description: 'Takes all access from a person at once.',
  may: permit.role('operator-admin'),
  input: accountStateInput,
  refusals: accountStateRefusals,
  shows: asItIs(AccountStateChanged),
  run: (context, input) => changeAccountState(context, input, 'suspend'),
});
