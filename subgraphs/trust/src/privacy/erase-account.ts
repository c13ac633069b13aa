import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { lockRows } from '@heitu/kit/data/only-one';
import { machineRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { Account, PhoneCode, SignInChallenge, UsedPassword } from '../identity/account.entity.ts';
import { accounts } from '../identity/account.moves.ts';
import { dropFactor } from '../identity/reset-second-factor.ts';
import { Message, MessageIntent, MessageSms, MessageSubscription, MessageWish } from '../messages/message.entity.ts';
import { heldUntil, keptOfAccount } from './ask-subgraphs.ts';
import { dataRequestLifecycle } from './data-request.lifecycle.ts';
import { Address, Consent, DataRequest } from './privacy.entity.ts';
import { SUBGRAPH_SILENT } from './privacy.refusals.ts';
import { DATA_REQUEST_WORKING_DAYS } from './purposes.policy.ts';
import { YES } from '@heitu/kit/data/entities';
import { AccountErased } from './privacy.view.ts';

const alreadyErased = refuse(machineRefusals, 'ERASED');

/**
 * The person ends the account: what identifies the person goes at once; of what the law keeps the person is told what,
 * why and until when (E-Commerce Law 24, 31; PIPL 47), and after that day the keys are destroyed (kit's persons.ts).
 */
export const eraseAccount = mutation({
  name: 'eraseAccount',
  description:
    'Ends the account. What identifies the person goes at once; whatErasureKeeps says what the law keeps, why and until when.',
  may: permit.role('consumer'),
  input: z.object({}),
  requestId: 'must',
  refusals: {
    SUBGRAPH_SILENT,
    ERASURE_NEEDS_WORK_ENDED: { message: '您还担任网商、配送或平台的角色，请先解除后再注销', clause: '10.4' },
  },
  shows: asItIs(AccountErased),
  async run(context, _input, refuse) {
    const accountId = context.actor.id;
    const kept = await keptOfAccount(context, accountId);
    if (!kept) return refuse('SUBGRAPH_SILENT');
    const holdUntilMs = heldUntil(kept);
    return context.transaction(async (tx) => {
      // The account is taken: asked twice at once, it is ended once.
      if (!(await lockRows(tx, Account, { id: accountId, state: { $ne: 'erased' } }))) return alreadyErased;
      const atWork = await tx.rows
        .selectFrom('GrantRow')
        .select('id')
        .where('accountId', '=', accountId)
        .where('active', '=', YES)
        .limit(1)
        .executeTakeFirst();
      if (atWork) return refuse('ERASURE_NEEDS_WORK_ENDED');
      const nowMs = context.clock.now();
      const id = context.newId();
      await tx.em.insert(DataRequest, {
        id,
        accountId,
        kind: 'erasure',
        state: kept.length > 0 ? dataRequestLifecycle.initial : 'done',
        note:
          kept.length > 0
            ? `依法保存到期后删除：${[...new Set(kept.map(({ what }) => what))].join('；')}`.slice(0, 255)
            : '',
        requestedAtMs: nowMs,
        dueAtMs: addWorkingDays(nowMs, DATA_REQUEST_WORKING_DAYS),
        doneAtMs: nowMs,
        holdUntilMs,
      });
      await eraseRows(context, tx, accountId);
      tx.publish(accountErased, { type: 'account', id: accountId }, { accountId });
      await beginErasure(context, tx, accountId);
      tx.audit({ type: 'account', id: accountId, clause: '10.4' });
      return ok({ id, holdUntilMs, kept });
    });
  },
});

/** What identifies the person, and what only the person used. */
export async function eraseRows(context: TrustContext, tx: TrustTransaction, accountId: string): Promise<void> {
  const atMs = context.clock.now();
  await tx.em.nativeDelete(Address, { accountId });
  await tx.em.nativeDelete(MessageIntent, { accountId });
  await tx.em.nativeDelete(MessageSubscription, { accountId });
  await tx.em.nativeDelete(MessageSms, { accountId, state: 'waiting' });
  await tx.em.nativeDelete(MessageWish, { accountId });
  await tx.em.nativeDelete(Message, { accountId });
  await tx.em.nativeDelete(PhoneCode, { accountId });
  await tx.em.nativeUpdate(Consent, { accountId }, { granted: false, atMs });
  await dropFactor(context, tx, accountId);
  await tx.em.nativeDelete(SignInChallenge, { accountId });
  await tx.em.nativeDelete(UsedPassword, { accountId });
  await accounts.bySystem(
    context,
    tx,
    'erase',
    { id: accountId },
    {
      openidSealed: null,
      openidBlind: null,
      phoneSealed: null,
      phoneBlind: null,
      login: null,
      loginText: null,
      passwordHash: null,
      passwordChangedAtMs: null,
      displayName: '已注销用户',
      fullName: null,
      erasedAtMs: atMs,
    },
  );
}
