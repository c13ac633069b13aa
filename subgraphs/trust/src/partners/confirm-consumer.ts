import type { Interface } from '@heitu/standard';
import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { recordRead } from '../audit/record-read.ts';
import { mutation } from '../context.ts';
import { identityCodes } from './partner.moves.ts';
import { ConsumerConfirmed } from './partner.view.ts';
import { customerRef, identityCodeHash } from './customer-ref.ts';
import { inContract } from './for-programs.ts';

const identity = { role: 'partner', scope: 'identity', clause: '11.8.ed' } as const satisfies Interface;
/**
 * A partner learns that a person who showed a code is a member, and under which name it will meet the person again;
 * nothing that names or reaches anybody.
 */
export const confirmConsumer = mutation({
  name: 'confirmConsumer',
  description:
    'A partner learns that the person who showed a code is a member, and under which name it meets them again; nothing that names or reaches anybody.',
  may: permit.scope(identity),
  input: z.object({
    code: z
      .string()
      .regex(/^\d{10}$/, '确认码是10位数字')
      .describe('The ten digits that the person shows; good for five minutes, once.'),
  }),
  remembers: 'by-hand',
  refusals: { CODE_REFUSED: { message: '确认码不对、已用过或已过期，请顾客重新出示', clause: '11.8.ed' } },
  shows: asItIs(ConsumerConfirmed),
  directives: inContract('identity'),
  async run(context, input, refuse) {
    const clientId = context.actor.id;
    const codeHash = identityCodeHash(context, clientId, input.code);
    const found = await context.rows
      .selectFrom('IdentityCode as i')
      .innerJoin('Account as a', 'a.id', 'i.accountId')
      .select(['i.id', 'a.id as accountId', 'a.phoneBlind', 'a.createdAtMs'])
      .where('i.clientId', '=', clientId)
      .where('i.codeHash', '=', codeHash)
      .where('i.usedAtMs', 'is', null)
      .where('i.expiresAtMs', '>', context.clock.now())
      .where('a.state', '=', 'active')
      .executeTakeFirst();
    if (!found) return refuse('CODE_REFUSED');
    await recordRead(context, [{ subjectId: found.accountId, fields: ['membership'] }], { clause: '11.8.ed' });
    return context.transaction(async (tx) => {
      const used = await identityCodes.bySystem(context, tx, 'use', { id: found.id });
      if (used === 0) return refuse('CODE_REFUSED');
      tx.audit({ type: 'account', id: found.accountId, clause: '11.8.ed' });
      return ok({
        customerRef: customerRef(context, clientId, found.accountId),
        phoneProved: found.phoneBlind !== null,
        memberSinceOn: chinaDate(found.createdAtMs),
      });
    }, context.request);
  },
});
