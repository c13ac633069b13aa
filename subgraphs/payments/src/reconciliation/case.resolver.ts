import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { mutationResult } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { orderOfNumber } from '../payment/numbers.ts';
import { reconciliationCaseLifecycle } from '../payments.lifecycle.ts';
import { refundsByOrder } from '../payments.loader.ts';
import { MISSING_HERE } from '../payments.policy.ts';
import { decideRemedyRefusals, proposeRemedyRefusals } from '../payments.refusals.ts';
import * as view from '../payments.view.ts';
import { namesOfAccounts, paidHereByNumber, remediesById } from './case.loader.ts';
import { decideRemedy } from './decide-remedy.ts';
import type { FoundPart } from './found-payment.ts';
import { proposeRemedy } from './propose-remedy.ts';
import { REMEDY_KINDS, type RemedyKind } from './remedy.policy.ts';

const proposeResult = mutationResult('ProposeCaseRemedy', view.PaymentsDone, proposeRemedyRefusals);
const decideResult = mutationResult('DecideCaseRemedy', view.PaymentsDone, decideRemedyRefusals);

@Resolver(() => view.ReconciliationCaseView)
export class ReconciliationCaseResolver {
  @FieldResolver(() => view.CaseRemedyView, { nullable: true, description: 'What was proposed last to deal with it.' })
  remedy(@Ctx() context: PaymentsContext, @Root() { remedyId }: view.ReconciliationCaseView) {
    return remedyId ? context.loader(remediesById).load(remedyId) : null;
  }
  @FieldResolver(() => [String], {
    description: 'What the caller can do with it now: settle, propose-refund, propose-rebuild, confirm, reject.',
  })
  async availableActions(
    @Ctx() context: PaymentsContext,
    @Root() difference: view.ReconciliationCaseView,
  ): Promise<string[]> {
    const { kind, state, reference, remedyId } = difference;
    const actions = reconciliationCaseLifecycle.actionsFor(state as never, rolesOf(context.actor));
    if (actions.length === 0) return [];
    const waits = kind === MISSING_HERE && !(await context.loader(paidHereByNumber).load(reference));
    const remedy = remedyId ? await context.loader(remediesById).load(remedyId) : null;
    return actions.flatMap((action) => {
      if (action === 'propose') return waits ? REMEDY_KINDS.map((one) => `propose-${one}`) : [];
      if (action === 'settle') return waits ? [] : [action];
      // Whoever proposed it may only take it back.
      return action === 'confirm' && remedy?.proposedBy === context.actor.id ? [] : [action];
    });
  }
}

@Resolver(() => view.CaseRemedyView)
export class CaseRemedyResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: view.CaseRemedyView) {
    return context.loader(namesOfAccounts).load(proposedBy);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  decidedByName(@Ctx() context: PaymentsContext, @Root() { decidedBy }: view.CaseRemedyView) {
    return decidedBy ? context.loader(namesOfAccounts).load(decidedBy) : null;
  }
  @FieldResolver(() => [view.RefundView], { description: 'What goes back, or has gone back, of the payment.' })
  async refunds(@Ctx() context: PaymentsContext, @Root() { parts }: view.CaseRemedyView) {
    const numbers = (JSON.parse(parts) as FoundPart[]).map(({ outTradeNo }) => orderOfNumber(outTradeNo));
    return (await Promise.all(numbers.map((orderId) => context.loader(refundsByOrder).load(orderId)))).flatMap(
      (refunds) => refunds ?? [],
    );
  }

  @Mutation(() => proposeResult.type, {
    description:
      'Finance proposes what to do with a payment that the provider has and we have not; a second person decides.',
  })
  async proposeCaseRemedy(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.ProposeCaseRemedyInput) input: view.ProposeCaseRemedyInput,
  ) {
    return proposeResult.of(await proposeRemedy(context, { ...input, kind: input.kind as RemedyKind }));
  }
  @Mutation(() => decideResult.type, {
    description: 'A second person confirms what was proposed, or it is turned down or taken back.',
  })
  async decideCaseRemedy(
    @Ctx() context: PaymentsContext,
    @Arg('input', () => view.DecideCaseRemedyInput) input: view.DecideCaseRemedyInput,
  ) {
    return decideResult.of(await decideRemedy(context, input));
  }
}
