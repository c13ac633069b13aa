import { yuan } from '@heitu/kit/rules/money';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { OrderRow, OrdersContext, Row } from '../context.ts';
import { OrderView } from '../order/order.view.ts';
import { weighInsByOrder } from './weigh-in.loader.ts';
import { WeighInView } from './weigh-in.view.ts';

@Resolver(() => WeighInView)
export class WeighInResolver {
  @FieldResolver(() => String, { description: 'How it stands, in Chinese, as people are shown it.' })
  stateLabel(@Root() { paidFen }: Row<'WeighIn'>): string {
    if (paidFen === null) return '等商家答复';
    return paidFen > 0 ? `按缺的分量退${yuan(paidFen)}元` : '核实后不用退';
  }
  @FieldResolver(() => [ID], { description: 'GET /edges/orders/files/<id>: for the buyer, the seller and overseers.' })
  photoIds(@Root() row: Row<'WeighIn'>): string[] {
    return fromJson(row.photoIds);
  }
}

@Resolver(() => OrderView)
export class OrderWeighInsResolver {
  @FieldResolver(() => [WeighInView], { description: 'What its buyer weighed and found too light.' })
  weighIns(@Root() order: OrderRow, @Ctx() context: OrdersContext) {
    return context.loader(weighInsByOrder).load(order.id);
  }
}
