import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { CatalogTransaction } from '../context.ts';
import { mutation } from '../context.ts';
import { emergencies } from './emergency.moves.ts';
import { emergenciesById } from './emergency.loader.ts';
import { PriceEmergencyView } from './emergency.view.ts';

const may = permit.role('operator-admin');
const emergencyId = () => identifier().describe('The rule for an emergency.');
const shows = rowAfter(PriceEmergencyView, emergenciesById);
const found = (tx: CatalogTransaction, id: string) =>
  tx.rows.selectFrom('PriceEmergency').selectAll().where('id', '=', id).executeTakeFirst();

/** The second person has read the document: it binds, or was entered wrongly. */
export const decidePriceEmergency = mutation({
  name: 'decidePriceEmergency',
  description:
    'The second person has read the document of a rule for an emergency: it binds from now on, or is dropped.',
  may,
  input: z.object({ emergencyId: emergencyId(), confirm: z.boolean().describe('False: it was entered wrongly.') }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '要两个人：录入的人不能自己确认', clause: '6.5.c' },
  },
  shows,
  run: (context, { emergencyId: id, confirm }, refuse) =>
    context.transaction(async (tx) => {
      const rule = await found(tx, id);
      if (!rule) return refuse('NOT_FOUND');
      if (confirm && rule.enteredByAccountId === context.actor.id) return refuse('SAME_PERSON');
      const set = confirm ? { confirmedByAccountId: context.actor.id } : { endedAtMs: context.clock.now() };
      return (await emergencies.move(context, tx, confirm ? 'confirm' : 'drop', rule, refuse, { set })) ?? ok({ id });
    }),
});

/** The authority has ended the emergency before its last day. */
export const endPriceEmergency = mutation({
  name: 'endPriceEmergency',
  description: 'The authority has ended an emergency: its rule on prices binds no longer.',
  may,
  input: z.object({ emergencyId: emergencyId(), reason: line(200).describe('By what it was ended.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows,
  run: (context, { emergencyId: id, reason }, refuse) =>
    context.transaction(async (tx) => {
      const rule = await found(tx, id);
      if (!rule) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const set = { endsAtMs: Math.min(rule.endsAtMs, nowMs), endedAtMs: nowMs };
      return (await emergencies.move(context, tx, 'end', rule, refuse, { set, reason })) ?? ok({ id });
    }),
});
