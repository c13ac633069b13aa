import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mutationResult, PageArgs, pageOf, pageSize, Tag } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { TrustContext } from '../context.ts';
import { clientPage } from '../identity/account.loader.ts';
import { clientRefusals } from '../identity/account.refusals.ts';
import { ApiClientView } from '../identity/account.view.ts';
import { addClientKey, endClientKey } from './change-client-keys.ts';
import { confirmConsumer, showIdentityCode } from './confirm-consumer.ts';
import { endFormerSecret } from './end-former-secret.ts';
import { letPartner, stopPartner } from './let-partner.ts';
import { grantPage, keysByClient, usageShown } from './partner.loader.ts';
import { USAGE_DAYS_MAX } from './partner.policy.ts';
import { confirmRefusals, grantRefusals, identityCodeRefusals, keyRefusals } from './partner.refusals.ts';
import {
  AddClientKeyInput,
  ApiClientChanged,
  ClientKeyView,
  ClientUsageView,
  ConfirmConsumerInput,
  ConsumerConfirmed,
  EndClientKeyInput,
  EndFormerSecretInput,
  IdentityCodeShown,
  LetPartnerInput,
  PartnerCustomerConnection,
  PartnerGrantConnection,
  PartnerLetView,
  ShowIdentityCodeInput,
  StopPartnerInput,
  TradeChangeConnection,
} from './partner.view.ts';
import { customersOf, markOf, tradeChanges } from './trade-changes.ts';

const addKeyResult = mutationResult('AddClientKey', ClientKeyView, keyRefusals);
const endKeyResult = mutationResult('EndClientKey', ApiClientChanged, keyRefusals);
const letResult = mutationResult('LetPartner', PartnerLetView, grantRefusals);
const stopResult = mutationResult('StopPartner', PartnerLetView, grantRefusals);
const showCodeResult = mutationResult('ShowIdentityCode', IdentityCodeShown, identityCodeRefusals);
const confirmResult = mutationResult('ConfirmConsumer', ConsumerConfirmed, confirmRefusals);
const endSecretResult = mutationResult('EndFormerSecret', ApiClientChanged, clientRefusals);

@Resolver(() => ApiClientView)
export class PartnerResolver {
  @Tag('partner')
  @Query(() => ApiClientView, { nullable: true, description: 'The program that asks.' })
  async ownClient(@Ctx() context: TrustContext) {
    return (await clientPage(context, {}, { first: 1, id: context.actor.id })).edges[0]?.node ?? null;
  }
  @FieldResolver(() => [ClientKeyView], { description: 'Public keys that are good now.' })
  keys(@Root() client: ApiClientView, @Ctx() context: TrustContext) {
    return context.loader(keysByClient).load(client.id);
  }

  @Tag('partner', 'scope/program')
  @Mutation(() => addKeyResult.type, {
    description: 'Two are good at once, so that one replaces the other without a gap.',
  })
  async addClientKey(@Ctx() context: TrustContext, @Arg('input', () => AddClientKeyInput) input: AddClientKeyInput) {
    return addKeyResult.of(await addClientKey(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => endKeyResult.type)
  async endClientKey(@Ctx() context: TrustContext, @Arg('input', () => EndClientKeyInput) input: EndClientKeyInput) {
    return endKeyResult.of(await endClientKey(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => endSecretResult.type, { description: 'The secret that was replaced ends now.' })
  async endFormerSecret(
    @Ctx() context: TrustContext,
    @Arg('input', () => EndFormerSecretInput) input: EndFormerSecretInput,
  ) {
    return endSecretResult.of(await endFormerSecret(context, input));
  }

  @Tag('partner')
  @Query(() => [ClientUsageView], {
    description: "A program's own requests by day and scope; everybody's, or one's, for the administrator.",
  })
  clientUsage(
    @Ctx() context: TrustContext,
    @Arg('clientId', () => ID, { nullable: true }) clientId?: string | null,
    @Arg('days', () => Int, { defaultValue: 31 }) days = 31,
  ) {
    if (days < 1 || days > USAGE_DAYS_MAX)
      throw new GraphQLError(`days 必须在 1 到 ${USAGE_DAYS_MAX} 之间`, {
        extensions: { code: 'BAD_USER_INPUT', max: USAGE_DAYS_MAX, asked: days },
      });
    return usageShown(context, clientId ?? undefined, days);
  }
  @Tag('partner')
  @Query(() => PartnerGrantConnection, {
    description:
      "What parties let programs read: one's own. By the program's name, or sorted by clientName or partyName.",
  })
  partnerGrants(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
  ) {
    return grantPage(context, { partyId }, page);
  }
  @Mutation(() => letResult.type, {
    description: 'By the party, or by the operator under the contract; the party takes it back at any time.',
  })
  async letPartner(@Ctx() context: TrustContext, @Arg('input', () => LetPartnerInput) input: LetPartnerInput) {
    return letResult.of(await letPartner(context, input));
  }
  @Mutation(() => stopResult.type)
  async stopPartner(@Ctx() context: TrustContext, @Arg('input', () => StopPartnerInput) input: StopPartnerInput) {
    return stopResult.of(await stopPartner(context, input));
  }

  @Mutation(() => showCodeResult.type, {
    description:
      'For one partner, which learns by it that a member stands there; nothing that names or reaches anybody.',
  })
  async showIdentityCode(
    @Ctx() context: TrustContext,
    @Arg('input', () => ShowIdentityCodeInput) input: ShowIdentityCodeInput,
  ) {
    return showCodeResult.of(await showIdentityCode(context, input));
  }
  @Tag('partner', 'scope/identity')
  @Mutation(() => confirmResult.type)
  async confirmConsumer(
    @Ctx() context: TrustContext,
    @Arg('input', () => ConfirmConsumerInput) input: ConfirmConsumerInput,
  ) {
    return confirmResult.of(await confirmConsumer(context, input));
  }

  @Tag('partner', 'scope/customer-relations')
  @Query(() => PartnerCustomerConnection, { description: "A seller's customers." })
  async customers(
    @Ctx() context: TrustContext,
    @Arg('partyId', () => ID) partyId: string,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    const first = pageSize(page);
    return pageOf(
      await customersOf(context, partyId, first, page.after ?? undefined),
      first,
      (row) => row.mark,
      page.after,
    );
  }
  @Tag('partner', 'scope/analysis')
  @Query(() => TradeChangeConnection, {
    description:
      "A seller's orders by when they last changed; ask again with the last mark for what changed since. Whole up to two minutes ago. The same by the thousand: GET /edges/trust/export/trade.",
  })
  async tradeChanges(
    @Ctx() context: TrustContext,
    @Arg('partyId', () => ID) partyId: string,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    const first = pageSize(page);
    return pageOf(await tradeChanges(context, partyId, first, page.after ?? undefined), first, markOf, page.after);
  }
}
