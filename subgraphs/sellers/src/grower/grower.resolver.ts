import { BY_WHO_ASKS } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { applicantId, isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { GrowerActs } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import type { GrowerRow } from './grower.loader.ts';
import { faceAlt, growerActs } from './grower.policy.ts';
import { GrowerView } from './grower.view.ts';

@Resolver(() => GrowerView)
export class GrowerResolver {
  @FieldResolver(() => String, { description: 'What the picture shows, for whoever does not see it.' })
  async pictureAlt(@Ctx() { vault }: SellersContext, @Root() { accountId, name, pictureAlt }: GrowerRow) {
    if (pictureAlt) return vault.openTextUnrecorded(accountId, pictureAlt);
    return faceAlt(await vault.openTextUnrecorded(accountId, name));
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [GrowerActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() grower: GrowerRow) {
    const party = await context.loader(partiesById).load(grower.partyId);
    return growerActs({
      isOneself: grower.accountId === applicantId(context),
      managesShop: !!party && isOwnParty(context, party, 'shop'),
    });
  }
}
