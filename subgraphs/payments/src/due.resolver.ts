import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { PaymentsContext } from './context.ts';
import { PartyStub } from './foreign/party.stub.ts';
import { paymentsDue as board } from './payments.due.ts';

const DueItemView = dueItemType(() => PartyStub);

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class PaymentsDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description:
      'What waits for finance: money that is late or could not be moved, differences, holds, recoveries; soonest first.',
  })
  paymentsDue(@Ctx() context: PaymentsContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
