import { keysOf } from '@heitu/kit/rules/checked';
import { commonRefusals, ok, refuse } from '@heitu/kit/rules/outcome';
import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import type { TrustContext } from '../context.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { notifyAccount } from '../messages/notify.ts';
import { endAs } from './end-delegation.ts';
import { ANSWER_WORDS, STOP_WORDS } from './delegation.policy.ts';
import { sayWord, type Word } from './say-word.ts';

const WORDS: Readonly<Record<Word, readonly string[]>> = { stop: STOP_WORDS, ...ANSWER_WORDS };
/** Which word somebody wrote, and nothing else; marks and spaces around it do not count. */
function wordIn(text: string): Word | undefined {
  const written = text.replace(/[\p{P}\p{Z}\s]/gu, '');
  return keysOf(WORDS).find((word) => WORDS[word].includes(written));
}

/**
 * `POST /sms/reply`, from the text-message gateway: an owner who has no app writes 停 under a message, and whoever acts
 * for them at a station may do nothing more; what a station bought for them ends too, or they are asked about it, and
 * answer 退 or 要. What else people write back is nobody's here, and the gateway is told the same, so that it neither
 * repeats nor learns who has an account.
 */
export async function takeSmsReply(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  const read = context.services.sms?.readReply(request.body.toString('utf8'));
  if (!read) return jsonAnswer(404, { code: 'NOT_CONFIGURED' });
  if (!read.ok) return jsonAnswer(read.reason === 'malformed' ? 400 : 401, { code: read.reason });
  const word = wordIn(read.reply.text);
  if (word) await followWord(context, read.reply.phone, word);
  return jsonAnswer(200, { code: 'OK' });
}

async function followWord(context: TrustContext, phone: string, word: Word): Promise<void> {
  await context.transaction(async (tx) => {
    const said = await tx.rows
      .selectFrom('Account')
      .select('id')
      .where('phoneBlind', '=', phoneBlindOf(context, phone))
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (!said) return ok(null);
    // Also where the errand is over: what was bought on it is not.
    sayWord(context, tx, said.id, word);
    if (word !== 'stop') return ok(null);
    const held = await tx.rows
      .selectFrom('Delegation')
      .selectAll()
      .where('delegatorId', '=', said.id)
      .where('state', 'in', ['asked', 'active'])
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
