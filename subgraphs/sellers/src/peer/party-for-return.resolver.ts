import { chinaDate } from '@heitu/kit/rules/calendar';
import { groupedInOrder } from '@heitu/kit/rules/graphql';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { partiesById, type PartyRow } from '../party/party.loader.ts';
import { PartyForReturn } from './peer.view.ts';
import { bounded } from './bounded.ts';

async function opened(
  { vault }: SellersContext,
  party: PartyRow,
  shops: PartyForReturn['shops'],
): Promise<PartyForReturn> {
  const { id } = party;
  return {
    partyId: id,
    kind: party.kind,
    name: party.fullName ? await vault.openText(id, party.fullName, 'name') : party.name,
    creditCode: party.creditCode,
    residentIdNumber: party.residentIdNumberSealed
      ? await vault.open(id, party.residentIdNumberSealed, 'id-number')
      : null,
    address: await vault.openText(id, party.address, 'address'),
    contactName: (await vault.open(id, party.contactNameSealed, 'name')) ?? '',
    contactPhone: (await vault.open(id, party.contactPhoneSealed, 'phone')) ?? '',
    exemptionDeclaration: party.exemptionDeclaration,
    since: party.approvedAtMs === null ? null : chinaDate(party.approvedAtMs),
    shops,
  };
}

@Resolver()
export class PartyForReturnResolver {
  @Directive('@inaccessible')
  @Query(() => [PartyForReturn], {
    description:
      'Parties in plain, for a statutory return: whose data it was and for what is recorded before it leaves.',
  })
  async partiesForReturn(
    @Ctx() context: SellersContext,
    @Arg('ids', () => [ID]) ids: string[],
    @Arg('requestedBy', () => ID) requestedBy: string,
    @Arg('purpose') purpose: string,
  ): Promise<PartyForReturn[]> {
    const [first] = ids;
    if (first === undefined) return [];
    if (requestedBy === '' || purpose.trim() === '')
      throw new GraphQLError('要写明谁要、用来做什么', { extensions: { code: 'BAD_USER_INPUT' } });
    context.copyFor({ subjectId: first, requestedBy, purpose });
    const parties = (await partiesById(context, bounded(ids))).filter((party) => party !== null);
    const shops = await context.rows
      .selectFrom('Shop')
      .select(['id', 'name', 'partyId'])
      .where(
        'partyId',
        'in',
        parties.map(({ id }) => id),
      )
      .orderBy('id')
      .execute();
    const ofParty = groupedInOrder(
      parties.map(({ id }) => id),
      ({ partyId }) => partyId,
      shops,
    );
    return Promise.all(parties.map((party, i) => opened(context, party, ofParty[i] ?? [])));
  }
}
