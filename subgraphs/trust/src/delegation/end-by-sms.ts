import { commonRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import type { TrustContext } from '../context.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { notifyAccount } from '../messages/notify.ts';
import { endAs } from './end-delegation.ts';
import { STOP_WORDS } from './delegation.policy.ts';

/** Whether somebody wrote the word and nothing else; marks and spaces around it do not count. */
const isStop = (text: string): boolean => STOP_WORDS.includes(text.replace(/[\p{P}\p{Z}\s]/gu, ''));

/**
 * `POST /sms/reply`, from the text-message gateway: an owner who has no app writes 停 under a message, and whoever acts
 * for them at a station may do nothing more. What else people write back is nobody's here, and the gateway is told the
 * same, so that it neither repeats nor learns who has an account.
 */
export async function takeSmsReply(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  const read = context.services.sms?.readReply(request.body.toString('utf8'));
  if (!read) return jsonAnswer(404, { code: 'NOT_CONFIGURED' });
  if (!read.ok) return jsonAnswer(read.reason === 'malformed' ? 400 : 401, { code: read.reason });
  if (isStop(read.reply.text)) await stopAllFor(context, read.reply.phone);
  return jsonAnswer(200, { code: 'OK' });
}

async function stopAllFor(context: TrustContext, phone: string): Promise<void> {
  await context.transaction(async (tx) => {
    const held = await tx.rows
      .selectFrom('Delegation as d')
      .innerJoin('Account as a', 'a.id', 'd.delegatorId')
      .selectAll('d')
      .where('a.phoneBlind', '=', phoneBlindOf(context, phone))
      .where('a.state', '=', 'active')
      .where('d.state', 'in', ['asked', 'active'])
      .execute();
    let ended = 0;
    for (const row of held)
      if (!(await endAs(context, tx, row, row.delegatorId, (code) => refuse(commonRefusals, code)))) ended += 1;
    const [first] = held;
    if (first && ended > 0)
      await notifyAccount(
        context,
        tx,
        first.delegatorId,
        {
          kind: 'delegation',
          title: '代办停了',
          body: '您回了短信，服务站不能再替您办事了。想再让他办，到服务站重新授权',
          orderId: null,
        },
        { reader: 'seller', partyId: first.partyId },
      );
    return ok(null);
  });
}
