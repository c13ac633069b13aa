import { mutationResult } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { withRow } from '../answer.ts';
import type { CatalogContext } from '../context.ts';
import { RegisterStandardInput } from '../product/product.inputs.ts';
import { registerStandard, registerStandardRefusals } from './register-standard.ts';
import { standardsById, standardsFor } from './standard.loader.ts';
import { QualityStandardView } from './standard.view.ts';

const registered = mutationResult('RegisterStandard', QualityStandardView, registerStandardRefusals);

@Resolver()
export class StandardResolver {
  @Query(() => [QualityStandardView], { description: 'The standards that products may name.' })
  qualityStandards(
    @Ctx() context: CatalogContext,
    @Arg('categoryId', () => ID, { nullable: true }) categoryId?: string,
  ) {
    return standardsFor(context, categoryId);
  }
  @Mutation(() => registered.type)
  async registerStandard(
    @Ctx() context: CatalogContext,
    @Arg('input', () => RegisterStandardInput) input: RegisterStandardInput,
  ) {
    return registered.of(await withRow(context, await registerStandard(context, input), standardsById));
  }
}
