import { given } from '@heitu/kit/data/given';
import { rolesOf } from '@heitu/kit/rules/actor';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { CorrectionActs, CorrectionFields, CorrectionStates } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { correctionLifecycle, type CorrectionState } from './correction.lifecycle.ts';
import { CorrectionConnection, CorrectionView } from './correction.view.ts';
import { correctableFields } from './whose-name.ts';

const CORRECTION_SORTS = { askedAt: 'askedAtMs', dueAt: 'dueAtMs' } as const;
const CorrectionPage = sortedArgs('CorrectionSort', CORRECTION_SORTS);
const OWN_MAX = 50;
type Row = CorrectionView & { accountId: string; partyId: string | null; photoIds: Json<string[]> | null };

@Resolver(() => CorrectionView)
export class CorrectionResolver {
  @Query(() => CorrectionConnection, { description: 'What people asked to have put right, newest first, or sorted.' })
  corrections(
    @Ctx() { rows }: TrustContext,
    @Args(() => CorrectionPage) page: SortedPage,
    @Arg('state', () => CorrectionStates, { nullable: true, description: 'Only those in this state.' })
    state?: CorrectionState,
  ) {
    const query = rows
      .selectFrom('Correction')
      .selectAll()
      .where((eb) => eb.and(given({ state })));
    return sortedPage(query, page, CORRECTION_SORTS, { by: 'askedAt', descending: true });
  }
  @Query(() => [CorrectionView], { description: 'What I asked to have put right, newest first.' })
  myCorrections(@Ctx() { rows, actor }: TrustContext) {
    return rows
      .selectFrom('Correction')
      .selectAll()
      .where('accountId', '=', actor.id)
      .orderBy('id', 'desc')
      .limit(OWN_MAX)
      .execute();
  }
  @Query(() => [CorrectionFields], { description: 'What I can ask to have put right.' })
  correctableFields(@Ctx() context: TrustContext) {
    return correctableFields(context, context.actor);
  }
  @Directive('@inaccessible')
  @Query(() => String, {
    nullable: true,
    description:
      'What a name should be that was granted, or one of the same that was granted since; for rooms that keep it.',
  })
  async correctedName(@Ctx() { rows, vault }: TrustContext, @Arg('correctionId', () => ID) correctionId: string) {
    const granted = rows.selectFrom('Correction').where('state', '=', 'corrected').where('field', '!=', 'other');
    const asked = await granted
      .select(['field', 'accountId', 'partyId'])
      .where('id', '=', correctionId)
      .executeTakeFirst();
    if (!asked) return null;
    const { field, accountId, partyId } = asked;
    const newest = await granted
      .select(['accountId', 'value'])
      .where('field', '=', field)
      .where((eb) => eb.and(partyId === null ? { accountId } : { partyId }))
      .orderBy('decidedAtMs', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    return vault.openTextUnrecorded(newest.accountId, newest.value);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: Row): string {
    return correctionLifecycle.texts[state];
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: 'Whose name it is, where it was filed.' })
  party(@Root() { partyId }: Row): PartyStub | null {
    return partyId === null ? null : { id: partyId };
  }
  @FieldResolver(() => [ID], { description: 'What proves it, at /edges/trust/files.' })
  photoIds(@Root() { photoIds }: Row): string[] {
    return photoIds ? fromJson(photoIds) : [];
  }
  @FieldResolver(() => [CorrectionActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: Row) {
    return row.accountId === actor.id ? [] : correctionLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
