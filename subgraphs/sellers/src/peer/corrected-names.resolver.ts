import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { CorrectedNames } from './peer.view.ts';

@Resolver()
export class CorrectedNamesResolver {
  @Directive('@inaccessible')
  @Query(() => CorrectedNames, {
    nullable: true,
    description: 'For rooms that keep copies of a name that was put right; shown to nobody there but who saw the copy.',
  })
  async correctedNames(
    @Ctx() { rows, vault }: SellersContext,
    @Arg('partyId', () => ID) id: string,
  ): Promise<CorrectedNames | null> {
    const party = await rows.selectFrom('Party').select(['name', 'fullName']).where('id', '=', id).executeTakeFirst();
    if (!party) return null;
    const name = party.fullName ? await vault.openTextUnrecorded(id, party.fullName) : party.name;
    const former = await rows.selectFrom('FormerName').select('name').where('partyId', '=', id).orderBy('id').execute();
    const texts = await Promise.all(former.map((row) => vault.openTextUnrecorded(id, row.name)));
    // A name that was wrong once may be the right one now.
    return { name, former: [...new Set(texts)].filter((text) => text !== name) };
  }
}
