import { chinaDate } from '@heitu/kit/rules/calendar';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { ReturnedFiling } from './peer.view.ts';

@Resolver()
export class ReturnedFilingResolver {
  @Directive('@inaccessible')
  @Query(() => ReturnedFiling, {
    nullable: true,
    description: 'What its people and the station at which it was filed are told of a filing that went back.',
  })
  async returnedFiling(
    @Ctx() { rows, vault }: SellersContext,
    @Arg('filingId', () => ID) filingId: string,
  ): Promise<ReturnedFiling | null> {
    const filing = await rows
      .selectFrom('Filing as f')
      .innerJoin('Party as p', 'p.id', 'f.partyId')
      .select(['f.partyId', 'f.reason', 'f.submittedAtMs', 'p.name as partyName'])
      .where('f.id', '=', filingId)
      .where('f.state', 'in', ['returned', 'rejected'])
      .executeTakeFirst();
    if (!filing) return null;
    const { partyId, partyName, submittedAtMs, reason } = filing;
    return {
      partyName,
      submittedOn: chinaDate(submittedAtMs),
      reason: reason && (await vault.openTextUnrecorded(partyId, reason)),
    };
  }
}
