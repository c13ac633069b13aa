import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { useCode } from '../identity/use-code.ts';
import { notifyAccount } from '../messages/notify.ts';
import { agreeByCode } from './agree-by-code.ts';
import { Delegation } from './delegation.entity.ts';
import { delegations } from './delegation.moves.ts';
import { openLightAccount } from './open-light-account.ts';
import { ASK_LIFETIME_MS, DELEGATIONS_PER_OWNER_MAX, keyOf } from './delegation.policy.ts';
import { whyNotActive } from './why-not-active.ts';
import { DelegationSaved } from './delegation.view.ts';
import { delegationId, messageCode } from '../input-fields.ts';

/** The agent enters what the owner read out: from then on the delegation holds. */
export const confirmDelegation = mutation({
  name: 'confirmDelegation',
  description: 'The agent enters what the owner read out: from then on the delegation holds.',
  may: permit.role('station-agent'),
  input: z.object({
    delegationId: delegationId(),
    code: messageCode().describe('The six digits that the owner reads out.'),
  }),
  remembers: 'by-hand',
  refusals: {
    ALREADY_GRANTED: { message: '您已在为这位农户代办；要改权限或日期，请先结束原来的再请求', clause: '11.5.de' },
    // Wrong, late, used, nobody's phone: all alike.
    CODE_REFUSED: { message: '验证码不对或已过期，请重新请求', clause: '11.5.dd' },
    TOO_MANY: { message: `这位农户同时生效的代办已有${DELEGATIONS_PER_OWNER_MAX}项，请先结束不用的` },
  },
  shows: asItIs(DelegationSaved),
  async run(context, { delegationId: id, code }, refuse) {
    const nowMs = context.clock.now();
    const asked = await context.rows
      .selectFrom('Delegation')
      .selectAll()
      .where('id', '=', id)
      .where('agentId', '=', context.actor.id)
      .where('state', '=', 'asked')
      .where('askedAtMs', '>', nowMs - ASK_LIFETIME_MS)
      .executeTakeFirst();
    const proof = await useCode(context, { purpose: id, accountId: asked?.delegatorId ?? '' }, code);
    if (!asked || !proof) return refuse('CODE_REFUSED');
    return context.transaction(async (tx) => {
      // Taken first: of several confirmations at once the second finds it confirmed, and its code used.
      if (!(await lockRows(tx, Delegation, { id, state: 'asked' }))) return refuse('CODE_REFUSED');
      const refusal = await whyNotActive(context, tx, asked);
      if (refusal) return refuse(refusal);
      // Wrong, late, used and granted by another meanwhile are all alike.
      const refused = await delegations.move(context, tx, 'confirm', asked, () => refuse('CODE_REFUSED'), {
        parts: ['agent'],
        set: { activeFor: keyOf(asked), grantedAtMs: nowMs },
      });
      if (refused) return refused;
      if (!(await proof(tx))) return refuse('CODE_REFUSED');
      // They stand there; what is bought for them they are told of by SMS.
      if (asked.errand) {
        if (!(await openLightAccount(context, tx, asked))) return refuse('CODE_REFUSED');
        await agreeByCode(context, tx, asked.delegatorId);
        return ok({ id });
      }
      await notifyAccount(context, tx, asked.delegatorId, {
        kind: 'delegation',
        title: '代办已生效',
        body: '您在服务站授权了代办员，可在代办里查看或随时结束',
        orderId: null,
      });
      return ok({ id });
    }, context.request);
  },
});
