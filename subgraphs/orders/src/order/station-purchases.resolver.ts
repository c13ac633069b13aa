import { partiesFor } from '@heitu/kit/rules/actor';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { CheckoutStates } from '../enums.ts';
import type { StateOf } from '@heitu/kit/rules/lifecycle';
import { checkoutLifecycle } from './order.lifecycle.ts';

const NEWEST_MAX = 30;

@ObjectType({
  description: 'What an agent of a station has bought for somebody: never what it is, nor where they live.',
})
export class StationPurchase {
  @Field(() => ID) checkoutId: string;
  @Field({ description: 'Whom for, starred.' }) forWhom: string;
  @Field(() => CheckoutStates) state: StateOf<typeof checkoutLifecycle>;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => DateTime, { name: 'placedAt' }) placedAtMs: number;
  @Field(() => DateTime, { name: 'payDueAt' }) dueAtMs: number;
}
@ObjectType({ description: 'What the agents of a station have bought for people.' })
export class StationPurchases {
  @Field(() => Int, { description: 'This month, and paid.' }) thisMonth: number;
  @Field(() => [StationPurchase], { description: 'The newest first.' }) newest: StationPurchase[];
}

@Resolver(() => StationPurchase)
export class StationPurchaseResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: StationPurchase): string {
    return checkoutLifecycle.texts[state];
  }
}

@Resolver(() => StationPurchases)
export class StationPurchasesResolver {
  @Query(() => StationPurchases, { description: 'Of the stations that the caller works for.' })
  stationPurchases() {
    return {};
  }
  @FieldResolver(() => [StationPurchase])
  newest(@Ctx() context: OrdersContext) {
    return ofMyStations(context)
      .select(['id as checkoutId', 'state', 'totalFen', 'placedAtMs', 'dueAtMs'])
      .select((eb) => eb.fn.coalesce('forWhom', eb.val('')).as('forWhom'))
      .orderBy('placedAtMs', 'desc')
      .limit(NEWEST_MAX)
      .execute();
  }
  @FieldResolver(() => Int)
  async thisMonth(@Ctx() context: OrdersContext): Promise<number> {
    const month = startOfChinaDate(`${chinaDate(context.clock.now()).slice(0, 7)}-01`);
    const { count } = await ofMyStations(context)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('placedAtMs', '>=', month)
      .where('state', '=', 'paid')
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}

const ofMyStations = ({ rows, actor }: OrdersContext) =>
  rows.selectFrom('Checkout').where('stationPartyId', 'in', [...partiesFor(actor, ['station-agent']), '']);
