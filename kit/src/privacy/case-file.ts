import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../data/context.ts';
import type { CopySection } from './persons.ts';

/** What a subgraph knows of these orders, for an authority that named them (E-Commerce Law 25): of no others. */
export interface CaseFile<C = Context> {
  of(context: C, orderIds: readonly string[]): Promise<CopySection[]>;
}

/** An authority's request names at most so many orders. */
export const CASE_ORDERS_MAX = 200;

/** The question of the subgraph that answers authorities: JSON of CopySection[]. */
export function caseFileResolver(name: string, caseFile: CaseFile): Function {
  @Resolver()
  class CaseFileResolver {
    @Directive('@inaccessible')
    @Query(() => String, { name: `${name}CaseFile` })
    async caseFile(@Ctx() context: Context, @Arg('orderIds', () => [ID]) orderIds: string[]): Promise<string> {
      const asked = orderIds.slice(0, CASE_ORDERS_MAX);
      return JSON.stringify(asked.length === 0 ? [] : await caseFile.of(context, asked));
    }
  }
  return CaseFileResolver;
}
