import type { InferEntity } from '@mikro-orm/core';
import { correctionGranted } from '@heitu/events/trust.correction-granted.v1';
import { staffNameCorrected } from '@heitu/events/trust.staff-name-corrected.v1';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { CHECKERS } from '../disclosure/record.lifecycle.ts';
import { Account } from '../identity/account.entity.ts';
import { accountName } from '../identity/account-name.ts';
import { notifyAccount } from '../messages/notify.ts';
import { CORRECTION_FIELDS } from './correction.lifecycle.ts';
import { correctionNow } from './correction.view.ts';
import type { Correction } from './privacy.entity.ts';
import { corrections } from './privacy.moves.ts';
import { hasTypedName } from './whose-name.ts';

/**
 * Somebody decides what a person asked to have put right: names are changed by it, and the person is told (PIPL 46,
 * 50).
 */
export const decideCorrection = mutation({
  name: 'decideCorrection',
  description: 'Decides what somebody asked to have put right: names change by it, and the person is told.',
  may: permit.role(...CHECKERS),
  input: z.object({
    correctionId: identifier().describe('The request, which nobody has decided.'),
    isCorrected: z.boolean().describe('False: it stays as it is, and the answer says why.'),
    answer: paragraph(500, 2).describe('What was looked at and changed, or why not; the person reads it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: correctionNow,
  run: (context, { correctionId: id, isCorrected, answer }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows.selectFrom('Correction').selectAll().where('id', '=', id).executeTakeFirst();
      // Nobody decides over what is theirs.
      if (!row || row.accountId === context.actor.id) return refuse('NOT_FOUND');
      const refused = await corrections.move(context, tx, isCorrected ? 'correct' : 'refuse', row, refuse, {
        set: {
          openFor: null,
          decidedAtMs: context.clock.now(),
          decidedBy: context.actor.id,
          answer: await context.vault.sealText(row.accountId, answer),
        },
      });
      if (refused) return refused;
      if (isCorrected) await changeIt(context, tx, row);
      await notifyAccount(context, tx, row.accountId, {
        kind: 'appeal-decided',
        title: isCorrected ? '您申请更正的信息已改好' : '您申请更正的信息没有改',
        body: `${CORRECTION_FIELDS[row.field]}：${answer}`.slice(0, 200),
        orderId: null,
      });
      return ok({ id });
    }),
});

type Asked = Pick<InferEntity<typeof Correction>, 'id' | 'accountId' | 'field' | 'partyId' | 'value'>;

async function changeIt(context: TrustContext, tx: TrustTransaction, { id, accountId, field, partyId, value }: Asked) {
  if (field === 'staff-name') {
    if (await hasTypedName(tx, accountId)) {
      const name = await context.vault.openText(accountId, value, 'correction');
      await tx.em.nativeUpdate(Account, { id: accountId }, await accountName(context.vault, accountId, name));
    }
    tx.publish(staffNameCorrected, { type: 'account', id: accountId }, { correctionId: id, accountId });
  }
  // Of the party, so that what is told of it comes in its order.
  if (field === 'filing-name' && partyId)
    tx.publish(correctionGranted, { type: 'party', id: partyId }, { correctionId: id, partyId });
}
