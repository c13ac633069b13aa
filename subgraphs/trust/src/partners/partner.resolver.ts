import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mutationResult } from '@heitu/kit/graphql';
import type { TrustContext } from '../context.ts';
import { listClients } from '../identity/account.loader.ts';
import { clientRefusals } from '../identity/account.refusals.ts';
import { ApiClientView } from '../identity/account.view.ts';
import { addClientKey, endClientKey } from './change-client-keys.ts';
import { endFormerSecret } from './end-former-secret.ts';
import { keysByClient } from './partner.loader.ts';
import { keyRefusals } from './partner.refusals.ts';
import { AddClientKeyInput, ApiClientChanged, ClientKeyView, EndClientKeyInput, EndFormerSecretInput } from './partner.view.ts';

const addKeyResult = mutationResult('AddClientKey', ClientKeyView, keyRefusals);
const endKeyResult = mutationResult('EndClientKey', ApiClientChanged, keyRefusals);
const endSecretResult = mutationResult('EndFormerSecret', ApiClientChanged, clientRefusals);

@Resolver(() => ApiClientView)
export class PartnerResolver {
  @Query(() => ApiClientView, { nullable: true, description: 'The program that asks.' })
  async ownClient(@Ctx() context: TrustContext) {
    return (await listClients(context, context.actor.id))[0] ?? null;
  }
  @FieldResolver(() => [ClientKeyView], { description: 'Public keys that are good now.' })
  keys(@Root() client: ApiClientView, @Ctx() context: TrustContext) {
    return context.loader(keysByClient).load(client.id);
  }

  @Mutation(() => addKeyResult.type, { description: 'Two are good at once, so that one replaces the other without a gap.' })
  async addClientKey(@Ctx() context: TrustContext, @Arg('input', () => AddClientKeyInput) input: AddClientKeyInput) {
    return addKeyResult.of(await addClientKey(context, input));
  }
  @Mutation(() => endKeyResult.type)
  async endClientKey(@Ctx() context: TrustContext, @Arg('input', () => EndClientKeyInput) input: EndClientKeyInput) {
    return endKeyResult.of(await endClientKey(context, input));
  }
  @Mutation(() => endSecretResult.type, { description: 'The secret that was replaced ends now.' })
  async endFormerSecret(@Ctx() context: TrustContext, @Arg('input', () => EndFormerSecretInput) input: EndFormerSecretInput) {
    return endSecretResult.of(await endFormerSecret(context, input));
  }
}
