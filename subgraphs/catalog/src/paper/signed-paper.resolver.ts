import { jsonOf } from '@heitu/kit/rules/checked';
import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { issuedPaper } from '@heitu/kit/rules/issued-paper';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { PaperFactView, SignedPaperView } from './signed-paper.view.ts';

@Resolver(() => SignedPaperView)
export class SignedPaperResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => SignedPaperView, {
    nullable: true,
    description: 'What the platform signed under this code; null where there is no such paper.',
  })
  signedPaper(
    @Ctx() { rows }: CatalogContext,
    @Arg('code', () => String, { description: 'As it is printed on the paper.' }) code: string,
  ) {
    return rows.selectFrom('SignedPaper').selectAll().where('code', '=', code.trim().toUpperCase()).executeTakeFirst();
  }
  @FieldResolver(() => [PaperFactView], { description: 'What it says, as it stands there.' })
  facts(@Root() { text }: SignedPaperView): PaperFactView[] {
    return jsonOf(issuedPaper, text).facts;
  }
}
