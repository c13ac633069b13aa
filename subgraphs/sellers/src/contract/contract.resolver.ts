import { chinaDate } from '@heitu/kit/rules/calendar';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import type { ContractRow } from './contract.loader.ts';
import { CONTRACT_KINDS } from './contract.policy.ts';
import { ContractView } from './contract.view.ts';

@Resolver(() => ContractView)
export class ContractResolver {
  @FieldResolver(() => String, { description: 'Chinese.' })
  title(@Root() contract: ContractRow) {
    return CONTRACT_KINDS[contract.kind].title;
  }
  @FieldResolver(() => Boolean)
  valid(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    const today = chinaDate(context.clock.now());
    return contract.validFrom <= today && contract.validUntil >= today;
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    return context.loader(partiesById).load(contract.partyId);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  withParty(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    return context.loader(partiesById).load(contract.withPartyId);
  }
}
