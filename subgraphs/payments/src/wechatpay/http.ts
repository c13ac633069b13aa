import { z } from '@heitu/kit/rules/validate';
import type { ChannelError, ChannelResult, RefusalMeaning } from './payment-channel.ts';
import { judgeSignature, type FindKey, type SignatureVerdict } from './signature.ts';
import { exchange, type Exchange, type RawAnswer, type TransportConfig } from './transport.ts';

/** Answers of the API are small; bills have their own bound. */
const ANSWER_BYTES_MAX = 1024 * 1024;
/** Codes with which the provider says that it does not know either, whatever the status. */
const UNDECIDED_CODES: ReadonlySet<string> = new Set(['SYSTEM_ERROR', 'SYSTEMERROR', 'BANK_ERROR', 'BANKERROR']);
/** Error codes differ between pages of the documentation and its older names. */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
  ORDER_NOT_EXIST: 'not-found',
  ORDERNOTEXIST: 'not-found',
  RESOURCE_NOT_EXISTS: 'not-found',
  NO_STATEMENT_EXIST: 'not-found',
  ORDER_PAID: 'already-paid',
  ORDERPAID: 'already-paid',
  ORDER_CLOSED: 'already-closed',
  ORDERCLOSED: 'already-closed',
  NOT_ENOUGH: 'not-enough',
  NOTENOUGH: 'not-enough',
  STATEMENT_CREATING: 'not-ready',
  FREQUENCY_LIMITED: 'not-ready',
  FREQUENCY_LIMIT_EXCEED: 'not-ready',
  RATELIMIT_EXCEEDED: 'not-ready',
};

export const unknownOutcome = (
  code: string,
  message: string,
  status: number | null,
  retryable: boolean,
): { ok: false; error: ChannelError } => ({
  ok: false,
  error: { outcome: 'unknown', code, meaning: 'other', message, status, retryable },
});

const notArrived = (failure: Extract<Exchange, { arrived: false }>) =>
  unknownOutcome(failure.code, failure.message, null, true);

/**
 * One signed call whose answer is believed only under a valid signature, refusals included: a forged "no such order"
 * would have us cancel a paid one. Only a request whose own signature was good gets a signed answer, so a wrong
 * merchant key shows as UNVERIFIED_ANSWER with WeChat's SIGN_ERROR in the message. `read` takes the wanted value out of
 * the answer's JSON and throws when it is not there.
 */
export async function signedCall<T>(
  config: TransportConfig,
  findKey: FindKey,
  call: { method: 'GET' | 'POST'; target: string; body?: object; sealedFor?: string | undefined },
  read: (body: unknown) => T,
): Promise<ChannelResult<T>> {
  const sent = await exchange(config, { ...call, bytesMax: ANSWER_BYTES_MAX });
  if (!sent.arrived) return notArrived(sent);
  const { answer } = sent;
  const verdict = await judgeSignature(answer.headers, answer.body, config.now(), findKey);
  if (verdict !== 'valid') return unverified(answer, verdict);
  if (answer.status < 200 || answer.status > 299) return refusal(answer);
  try {
    return { ok: true, value: read(answer.body.length === 0 ? null : JSON.parse(answer.body.toString('utf8'))) };
  } catch (error) {
    return unknownOutcome('MALFORMED_ANSWER', String(error), answer.status, false);
  }
}

/** The one answer without a signature; what arrives is judged by the bill's hash. */
export async function unsignedDownload(
  config: TransportConfig,
  target: string,
  bytesMax: number,
): Promise<ChannelResult<Buffer>> {
  const sent = await exchange(config, { method: 'GET', target, bytesMax });
  if (!sent.arrived) return notArrived(sent);
  if (sent.answer.status === 200) return { ok: true, value: sent.answer.body };
  const { code, message } = errorOf(sent.answer);
  return unknownOutcome(code, message, sent.answer.status, sent.answer.status >= 500);
}

function unverified(answer: RawAnswer, verdict: SignatureVerdict): { ok: false; error: ChannelError } {
  const { code, message } = errorOf(answer);
  const said = answer.status >= 200 && answer.status <= 299 ? '' : `: ${code} ${message}`;
  return unknownOutcome(
    'UNVERIFIED_ANSWER',
    `${verdict}${said}`,
    answer.status,
    answer.status >= 500 || answer.status === 429,
  );
}

function refusal(answer: RawAnswer): { ok: false; error: ChannelError } {
  const { code, message } = errorOf(answer);
  const undecided = answer.status >= 500 || answer.status < 400 || UNDECIDED_CODES.has(code);
  if (undecided) return unknownOutcome(code, message, answer.status, true);
  const meaning = MEANINGS[code] ?? (answer.status === 429 ? 'not-ready' : 'other');
  return {
    ok: false,
    error: { outcome: 'refused', code, meaning, message, status: answer.status, retryable: meaning === 'not-ready' },
  };
}

const errorTold = z.object({ code: z.string(), message: z.string().catch('') });
function errorOf(answer: RawAnswer): { code: string; message: string } {
  try {
    const told = errorTold.safeParse(JSON.parse(answer.body.toString('utf8')));
    if (told.success) return told.data;
  } catch {
    // A proxy's page, not WeChat's JSON: the status is all there is.
  }
  return { code: `HTTP_${answer.status}`, message: '' };
}
