import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { paymentsConduct } from '../conduct.ts';
import type { PaymentsContext } from '../context.ts';
import { judgeShares } from '../share/judge-shares.ts';
import { SharesJudged } from '../share/judged.view.ts';
import { tradesOfOrders } from './payment.loader.ts';
import { transferSeen } from '../books/transfer-seen.ts';
import { ConductFigure, TradeOfOrder, TransferSeen } from './peer.view.ts';

/** Asked by trust, orders and logistics. */
@Resolver()
export class PeerResolver {
  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  paymentsConduct(
    @Ctx() context: PaymentsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ) {
    return paymentsConduct(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
  @Directive('@inaccessible')
  @Query(() => SharesJudged, { description: 'Of orders that were settled in a period.' })
  async sharesJudged(
    @Ctx() context: PaymentsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<SharesJudged> {
    const judged = await judgeShares(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
    return { judged: judged.length, above: judged.filter(({ sharedFen, allowedFen }) => sharedFen > allowedFen) };
  }
  @Directive('@inaccessible')
  @Query(() => [TradeOfOrder], { description: 'Orders that were not paid are missing.' })
  tradesOfOrders(@Ctx() context: PaymentsContext, @Arg('orderIds', () => [ID]) orderIds: string[]) {
    return tradesOfOrders(context, orderIds);
  }
  @Directive('@inaccessible')
  @Query(() => TransferSeen, {
    nullable: true,
    description: "Null where no statement of the party's account shows this amount under this number.",
  })
  transferSeen(
    @Ctx() context: PaymentsContext,
    @Arg('partyId', () => ID) partyId: string,
    @Arg('number', () => String) number: string,
    @Arg('amountFen', () => SafeInt) amountFen: number,
    @Arg('sinceMs', () => String) sinceMs: string,
  ) {
    return transferSeen(context, { partyId, number, amountFen, sinceMs: Number(sinceMs) });
  }
}
