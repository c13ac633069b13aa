import { chinaDate } from '@heitu/kit/rules/calendar';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { asScalar, line, localDate, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { RegisterParts } from '../enums.ts';
import { refusedMonths } from '../refused/refused-months.ts';
import { REVIEWED_BY_FIGURES } from '../refused/refused.policy.ts';
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
      seenDigest: line(64)
        .nullish()
        .describe('Of refusedMonths as whoever registers it saw them: of 11.4.5 and 11.7, where anything was counted.'),
    })
    .refine(
      (item) =>
        REGISTER_PARTS.some((row) => row.part === item.part && row.clauses.some((clause) => clause === item.clause)),
      { path: ['clause'], message: '这一部分没有这一条' },
    ),
  requestId: 'must',
  refusals: {
    ENDS_BEFORE_START,
    FIGURES_UNSEEN: {
      message: '登记这一条，要先看过近几个月挡下的请求：请在“挡下的请求”那一页登记',
      clause: '11.4.5',
    },
    FIGURES_CHANGED: { message: '您看的时候数字又变了，请再看一遍再登记', clause: '11.4.5' },
  },
  shows: asItIs(RecordSaved),
  async run(context, input, refuse) {
    const { part, clause, title, detail } = input;
    const nowMs = context.clock.now();
    const validUntil = input.validUntilOn ?? null;
    if (validUntil !== null && validUntil < chinaDate(nowMs)) return refuse('ENDS_BEFORE_START');
    const seen = await seenBy(context, input);
    if (seen === 'unseen') return refuse('FIGURES_UNSEEN');
    if (seen === 'changed') return refuse('FIGURES_CHANGED', 'seenDigest');
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
        seen: seen && toJson(seen.months),
        currentFor,
      });
      // The digest stands in the entry itself: the chain proves which figures were seen.
      tx.audit({ type: 'technical-item', id: seen ? `${id} ${seen.digest}` : id, clause: '5.2.d' });
      return ok({ id });
    });
  },
});

/** The figures that belong to an item, where whoever registers it has seen them as they are now. */
async function seenBy(context: TrustContext, { clause, seenDigest }: { clause: string; seenDigest?: string | null }) {
  if (!REVIEWED_BY_FIGURES.some((one) => one === clause)) return null;
  const told = await refusedMonths(context);
  if (!seenDigest) return told.months.some(({ hoursServed }) => hoursServed > 0) ? 'unseen' : null;
  return seenDigest === told.digest ? told : 'changed';
}
