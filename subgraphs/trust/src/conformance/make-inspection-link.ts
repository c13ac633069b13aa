import { randomBytes } from 'node:crypto';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, line, paragraph, z } from '@heitu/kit/rules/validate';
import { GraphQLInt } from 'graphql';
import { mutation } from '../context.ts';
import { monthSchema } from '../conduct/month-answers.ts';
import { secretHashOf } from '../identity/account.policy.ts';
import { inspectionLifecycle } from './inspection-link.lifecycle.ts';
import { InspectionLink } from './month-report.entity.ts';
import { INSPECTION_DAYS_MAX } from './month-report.policy.ts';
import { InspectionLinkMade } from './month-report.view.ts';

/** The operator lets a named inspector read the report of a month for some days (12.1). */
export const makeInspectionLink = mutation({
  name: 'makeInspectionLink',
  description:
    'Makes a link by which a named inspector reads the issued report of one month, and nothing else, for some days.',
  may: permit.role('operator-admin'),
  input: z.object({
    ...monthSchema.shape,
    organisation: line(120, 2).describe('Which authority, at most 120 characters.'),
    person: line(40, 2).describe('Who of it.'),
    reason: paragraph(500, 2).describe('On what ground it looks.'),
    days: asScalar(GraphQLInt, z.number().int().min(1).max(INSPECTION_DAYS_MAX)).describe(
      `For how many days, at most ${INSPECTION_DAYS_MAX}.`,
    ),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND },
  shows: asItIs(InspectionLinkMade),
  run: (context, { month, organisation, person, reason, days }, refuse) =>
    context.transaction(async (tx) => {
      const issued = await tx.rows.selectFrom('MonthReport').select('id').where('month', '=', month).executeTakeFirst();
      if (!issued) return refuse('NOT_FOUND', 'month');
      const [id, madeAtMs, secret] = [context.newId(), context.clock.now(), randomBytes(32).toString('base64url')];
      await tx.em.insert(InspectionLink, {
        id,
        month,
        organisation,
        person: await context.vault.sealText(id, person),
        reason: await context.vault.sealText(id, reason),
        secretHash: secretHashOf(secret),
        state: inspectionLifecycle.initial,
        untilMs: madeAtMs + days * DAY_MS,
        madeBy: context.actor.id,
        madeAtMs,
        endedAtMs: null,
      });
      tx.audit({ type: 'inspection-link', id, clause: '12.1' });
      return ok({ id, fragment: `hi.${id}.${secret}` });
    }),
});
