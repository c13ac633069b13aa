import { withdrawalOrdered } from '@heitu/events/trust.withdrawal-ordered.v1';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';
import { TipOffFindings } from '../enums.ts';
import { tellAuthority } from './tell-authority.ts';
import { tipOffs } from './tip-off.moves.ts';
import { tipOffNow } from './tip-off.view.ts';

const ACTIONS = { founded: 'uphold', unfounded: 'dismiss', 'handed-over': 'hand-over' } as const;

/** What was found out about a report: what is true acts at once; the reporter reads the answer (E-Commerce Law 29). */
export const decideTipOff = mutation({
  name: 'decideTipOff',
  description: 'Decides a report of unlawful goods: what is true takes goods off sale or goes to an authority.',
  may: permit.role(...CHECKERS),
  input: z.object({
    tipOffId: identifier().describe('The report, which nobody has decided.'),
    finding: oneOf(TipOffFindings).describe('What was found out.'),
    answer: paragraph(1000, 4).describe('What was found out and done; the reporter reads it.'),
    productId: identifier().nullish().describe('The goods that go off sale for it; only where it is true.'),
    authority: line(80, 2).nullish().describe('To whom the lead is handed; must be where it is handed over.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ACT_NEEDED: { message: '属实的要撤下商品，或者移交主管部门，至少做一样', clause: '6.5.b' },
    AUTHORITY_NEEDED: { message: '请写明移交给哪个主管部门', clause: '12.1' },
    NOT_TRUE: { message: '不属实的不能撤下商品', clause: '6.5.b' },
  },
  shows: tipOffNow,
  run: (context, { tipOffId: id, finding, answer, productId = null, authority = null }, refuse) =>
    context.transaction(async (tx) => {
      if (finding === 'founded' && !productId && !authority) return refuse('ACT_NEEDED');
      if (finding === 'handed-over' && !authority)
        return refuse('AUTHORITY_NEEDED', [atField('authority', '请写明部门')]);
      if (finding !== 'founded' && productId) return refuse('NOT_TRUE');
      const row = await tx.rows.selectFrom('TipOff').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return refuse('NOT_FOUND');
      const refused = await tipOffs.move(context, tx, ACTIONS[finding], row, refuse, {
        set: {
          decidedAtMs: context.clock.now(),
          tellSinceMs: row.phoneSealed === null ? null : context.clock.now(),
          decidedBy: context.actor.id,
          answer: await context.vault.sealText(id, answer),
          authority,
          orderedProductId: productId,
        },
      });
      if (refused) return refused;
      if (productId)
        tx.publish(
          withdrawalOrdered,
          { type: 'tip-off', id },
          {
            cause: 'tip-off',
            causeId: id,
            productId,
            reason: `有人举报，平台核实：${answer}`.slice(0, 500),
            clause: '6.5.b',
          },
        );
      if (authority) await tellAuthority(context, tx, authority);
      return ok({ id });
    }),
});
