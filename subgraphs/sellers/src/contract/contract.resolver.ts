import { chinaDate } from '@heitu/kit/rules/calendar';
import { keysOf } from '@heitu/kit/rules/checked';
import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { ContractActs } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { contractActions } from './contract-actions.ts';
import { contractLifecycle } from './contract.lifecycle.ts';
import { contractPage, type ContractRow } from './contract.loader.ts';
import { CONTRACT_KINDS, rulesOf } from './contract.policy.ts';
import { ContractConnection, ContractFormView, ContractPage, ContractTermView, ContractView } from './contract.view.ts';
import { saidTerms } from './given-terms.ts';

@Resolver(() => ContractView)
export class ContractResolver {
  @Query(() => ContractConnection, {
    description:
      'Contracts: of the parties that the caller acts for, all of them for overseers; newest first, or sorted.',
  })
  contracts(@Ctx() context: SellersContext, @Args(() => ContractPage) { state, kind, ...page }: ContractPage) {
    return contractPage(context, { state, kind }, page);
  }

  @Directive(SAME_FOR_ALL)
  @Query(() => [ContractFormView], { description: 'What contracts of each kind can say, and within which bounds.' })
  contractForms(): ContractFormView[] {
    return keysOf(CONTRACT_KINDS).map((kind) => {
      const rules = rulesOf(kind);
      return {
        kind,
        terms: keysOf(rules).flatMap((term) => {
          const { form, unit = null, min = null, max = null, options = [], clause } = rules[term] ?? {};
          return form && clause ? [{ term, form, unit, min, max, options, clause }] : [];
        }),
      };
    });
  }

  @FieldResolver(() => String, { description: 'Chinese.' })
  title(@Root() contract: ContractRow) {
    return CONTRACT_KINDS[contract.kind].title;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() contract: ContractRow) {
    return contractLifecycle.texts[contract.state];
  }
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'By when it has to be signed, or ends; null where it is over.',
  })
  dueAt(@Root() contract: ContractRow): number | null {
    return contractLifecycle.dueAtMs(contract);
  }
  @FieldResolver(() => Boolean, { description: 'Both have signed it, and today is one of its days.' })
  valid(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    const today = chinaDate(context.clock.now());
    return contract.signedAtMs !== null && contract.validFrom <= today && contract.validUntil >= today;
  }
  @FieldResolver(() => [ContractTermView], { description: 'What was agreed.' })
  terms(@Root() contract: ContractRow): ContractTermView[] {
    return saidTerms(contract.kind, fromJson(contract.terms));
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    return context.loader(partiesById).load(contract.partyId);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  withParty(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    return context.loader(partiesById).load(contract.withPartyId);
  }
  @FieldResolver(() => [ContractActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: SellersContext, @Root() contract: ContractRow) {
    return contractActions(context, contract);
  }
}
