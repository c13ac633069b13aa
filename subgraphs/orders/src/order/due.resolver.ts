import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { heldUnpaid } from './held-unpaid.ts';
import { HeldUnpaidView } from './held-unpaid.view.ts';
import { ordersDue as board } from './orders.due.ts';

const DueItemView = dueItemType(() => PartyStub);

/** What the operator's people keep an eye on in this subgraph: clocks of the sellers, and what stands still. */
@Resolver()
export class OrdersDueResolver {
  @Query(() => HeldUnpaidView, { description: 'What is held unpaid now, and by whom most.' })
  heldUnpaid(@Ctx() context: OrdersContext): Promise<HeldUnpaidView> {
    return heldUnpaid(context);
  }
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description:
      'Orders and after-sale requests whose seller must answer, and what stands still past its time, by the roles of the caller; soonest first.',
  })
  ordersDue(@Ctx() context: OrdersContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
