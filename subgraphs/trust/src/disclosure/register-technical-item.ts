import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { TechnicalItem } from './disclosure.entity.ts';
import { currentItemKey, REGISTER_PARTS } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const PARTS = REGISTER_PARTS.map((row) => row.part) as [string, ...string[]];
const schema = z
  .object({
    requestId: identifier(),
    part: z.enum(PARTS),
    clause: line(20),
    title: line(80, 2),
    detail: paragraph(4000, 2),
    validUntil: localDate().nullish(),
  })
  .refine(
    (item) =>
      REGISTER_PARTS.some((row) => row.part === item.part && (row.clauses as readonly string[]).includes(item.clause)),
    { path: ['clause'], message: '这一部分没有这一条' },
  );

/**
 * Puts an item on the technical register; the same title under the same clause replaces the earlier one, which stays on
 * record (5.2.d).
 */
export async function registerTechnicalItem(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, part, clause, title, detail } = valid.value;
  const nowMs = context.clock.now();
  const validUntil = valid.value.validUntil ?? null;
  if (validUntil !== null && validUntil < chinaDate(nowMs)) return refuse(disclosureRefusals, 'ENDS_BEFORE_START');
  return context.transaction(
    async (tx) => {
      const currentFor = currentItemKey({ part, clause, title });
      await tx.em.nativeUpdate(TechnicalItem, { currentFor }, { supersededAtMs: nowMs, currentFor: null });
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
    },
    { id: requestId, input },
  );
}
