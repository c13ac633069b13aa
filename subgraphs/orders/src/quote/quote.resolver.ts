import { mutationResult } from '@heitu/kit/graphql';
import { ok, refuse } from '@heitu/kit/outcome';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { makeQuote } from './make-quote.ts';
import { quotesById, type QuoteRow } from './quote.loader.ts';
import { quoteRefusals } from './quote.refusals.ts';
import { QuoteInput, QuoteView, quoteView } from './quote.view.ts';

const quoteResult = mutationResult('Quote', QuoteView, quoteRefusals);

@Resolver(() => QuoteView)
export class QuoteResolver {
  @Mutation(() => quoteResult.type, {
    description: 'An offer that pins prices for 15 minutes; nothing is reserved by it.',
  })
  async quote(@Ctx() context: OrdersContext, @Arg('input', () => QuoteInput) input: QuoteInput) {
    const outcome = await makeQuote(context, input);
    if (!outcome.ok) return quoteResult.of(outcome);
    const row = await context.loader<string, QuoteRow>(quotesById).load(outcome.value.id);
    // The answer to the same request was lost, so long ago that the offer is forgotten.
    return quoteResult.of(row ? ok(quoteView(row, context.clock.now())) : refuse(quoteRefusals, 'QUOTE_EXPIRED'));
  }
}
