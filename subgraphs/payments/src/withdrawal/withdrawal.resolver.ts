import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { RowOf } from '../context.ts';
import { withdrawalLifecycle } from './withdrawal.lifecycle.ts';
import { WithdrawalView } from './withdrawal.view.ts';

@Resolver(() => WithdrawalView)
export class WithdrawalResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: RowOf<'Withdrawal'>): string {
    return withdrawalLifecycle.texts[state];
  }
}
