import { SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { productRowsById, skusById } from '../product/product.loader.ts';
import { toldOfLot } from './told.loader.ts';
import { lotByCode, shownEvents, verifiedTrace } from './trace.loader.ts';
import { TraceView } from './trace.view.ts';

const LOT_CODE_MAX = 40;

/** Says what was computed, and nothing of whether it is true. */
const noticeOf = (state: string, verified: boolean, isSealed: boolean): string => {
  if (state === 'recalled') return '这批货已召回，请停止食用并联系商家退货';
  if (!verified) return '这批货的追溯记录被改动过，请谨慎购买并向平台反映';
  if (state === 'held') return '这批货暂停销售，等平台定，先不要吃';
  if (state === 'blocked') return '这批货已停售';
  return `平台核对：追溯记录前后对得上，${isSealed ? '和签名时一样' : '还没有签名'}；写下的内容是否属实不在核对之内`;
};

@Resolver(() => TraceView)
export class TraceResolver {
  @Directive(SAME_FOR_STRANGERS)
  @Directive('@cost(weight: 100)')
  @Query(() => TraceView, { nullable: true, description: 'What the code on the bag leads to; anyone may ask.' })
  async trace(
    @Ctx() context: CatalogContext,
    @Arg('code', () => String, { description: 'The lot code printed on the bag.' }) code: string,
  ) {
    const lot = code.length <= LOT_CODE_MAX ? await lotByCode(context, code.trim()) : undefined;
    if (!lot) return null;
    const { events, verified, tampered, seal, proof } = await verifiedTrace(context, lot);
    // As it happened, for the reader; the chain's own order is the order of recording (sequence).
    const told = events.toSorted((a, b) => a.atMs - b.atMs || a.sequence - b.sequence);
    return {
      code: lot.code,
      lot,
      events: shownEvents(told),
      eventCount: events.length,
      told: await toldOfLot(context, lot.id),
      verified,
      tampered,
      seal,
      proof,
      product: await context.loader(productRowsById).load(lot.productId),
      sku: await context.loader(skusById).load(lot.skuId),
      recalled: lot.state === 'recalled',
      notice: noticeOf(lot.state, verified, seal !== null),
    };
  }
}
