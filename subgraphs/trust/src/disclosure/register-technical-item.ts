import { chinaDate } from '@heitu/kit/rules/calendar';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, line, localDate, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RegisterParts } from '../enums.ts';
import { TechnicalItem } from './disclosure.entity.ts';
import { technicalItems } from './disclosure.moves.ts';
import { currentItemKey, REGISTER_PARTS } from './disclosure.policy.ts';
import { ENDS_BEFORE_START } from './disclosure.refusals.ts';
import { RecordSaved } from './disclosure.view.ts';

/**
 * Puts an item on the technical register; the same title under the same clause replaces the earlier one, which stays on
 * record (5.2.d).
 */
export const registerTechnicalItem = mutation({
  name: 'registerTechnicalItem',
  description: 'Puts an item on the technical register; the earlier one stays on record.',
  may: permit.role('operator-admin'),
  input: z
    .object({
      part: oneOf(RegisterParts).describe('Of the register.'),
      clause: line(20).describe('A clause of that part: 11.3.1.'),
      title: line(80, 2).describe('Of the item; the same title under the same clause replaces the earlier one.'),
      detail: paragraph(4000, 2).describe('What there is; 2 to 4000 characters.'),
      validUntilOn: asScalar(LocalDate, localDate())
        .nullish()
        .describe('The last day on which it holds; left out: without term.'),
    })
    .refine(
      (item) =>
        REGISTER_PARTS.some((row) => row.part === item.part && row.clauses.some((clause) => clause === item.clause)),
      { path: ['clause'], message: '这一部分没有这一条' },
    ),
  requestId: 'must',
  refusals: { ENDS_BEFORE_START },
  shows: asItIs(RecordSaved),
  async run(context, input, refuse) {
    const { part, clause, title, detail } = input;
    const nowMs = context.clock.now();
    const validUntil = input.validUntilOn ?? null;
    if (validUntil !== null && validUntil < chinaDate(nowMs)) return refuse('ENDS_BEFORE_START');
    return context.transaction(async (tx) => {
      const currentFor = currentItemKey({ part, clause, title });
      await technicalItems.bySystem(context, tx, 'supersede', { currentFor }, { currentFor: null });
      const id = context.newId();
      await tx.em.insert(TechnicalItem, {
        id,
        part,
        clause,
        title,
        detail,
        recordedOn: chinaDate(nowMs),
        validUntil,
        recordedBy: context.actor.id,
        recordedAtMs: nowMs,
        supersededAtMs: null,
        currentFor,
      });
      tx.audit({ type: 'technical-item', id, clause: '5.2.d' });
      return ok({ id });
    });
  },
});
