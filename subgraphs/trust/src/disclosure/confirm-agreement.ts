import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, z } from '@heitu/kit/rules/validate';
import { GraphQLInt } from 'graphql';
import { mutation } from '../context.ts';
import { AgreementKinds } from '../enums.ts';
import { PublicDocument } from './disclosure.entity.ts';
import { inForceOf } from './document.loader.ts';
import { NEWER_VERSION, NOT_PUBLISHED } from './disclosure.refusals.ts';
import { AgreementConfirmed } from './disclosure.view.ts';
import { sayYes } from './say-yes.ts';

/**
 * The person confirms the version that binds, or ahead of its day the one that will; this row is the evidence
 * (10.5.cu).
 */
export const confirmAgreement = mutation({
  name: 'confirmAgreement',
  description: 'The person confirms the version of an agreement that binds, or the adopted one that is about to.',
  may: permit.role('consumer'),
  input: z.object({
    kind: oneOf(AgreementKinds).describe('Which agreement.'),
    version: asScalar(GraphQLInt, z.number().int().min(1)).describe(
      'The version that was shown; an older one is refused (NEWER_VERSION).',
    ),
  }),
  refusals: { NOT_PUBLISHED, NEWER_VERSION },
  shows: asItIs(AgreementConfirmed),
  run: (context, { kind, version }, refuse) =>
    context.transaction(async (tx) => {
      const binding = await inForceOf(tx, context.clock.now(), kind);
      if (!binding) return refuse('NOT_PUBLISHED');
      const isAhead =
        version > binding.version && (await tx.em.count(PublicDocument, { kind, version, state: 'adopted' })) > 0;
      if (version !== binding.version && !isAhead) return refuse('NEWER_VERSION');
      await sayYes(context, tx, context.actor.id, { kind, version });
      return ok({ kind, version });
    }),
});
