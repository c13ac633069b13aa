import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { hasRole } from '@heitu/kit/rules/actor';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import { isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { requestId } from '../fields.ts';
import { isActiveAccount } from './known-account.ts';
import { Training } from './staff.entity.ts';
import { EXAM_PASS_SCORE, EXAM_SCORE_MAX, TRAINING_KIND_CODES, TRAINING_KINDS } from './staff.policy.ts';
import { recordTrainingRefusals as refusals } from './staff.refusals.ts';

const schema = z.object({
  requestId: requestId(),
  partyId: identifier(),
  accountId: identifier(),
  kind: z.enum(TRAINING_KIND_CODES),
  certificateNumber: line(60).nullish(),
  validUntil: localDate().nullish(),
  examScore: z.number().int('必须是整数').min(0).max(EXAM_SCORE_MAX),
  trainedOn: localDate().nullish(),
});
export type RecordTrainingInput = z.input<typeof schema>;

/** The operator trains its own people and those of sellers and carriers (6.2). */
export const mayTrain = (context: SellersContext, party: { id: string; applicantAccountId: string }): boolean =>
  hasRole(context.actor, 'operator-admin') || isOwnParty(context, party, 'staff');

/**
 * One exam of one person; with a passed cold-chain exam goes the certificate that lets them handle fresh goods
 * (8.1.ag).
 */
export async function recordTraining(
  context: SellersContext,
  input: RecordTrainingInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId: key, partyId, accountId, kind, certificateNumber, validUntil, examScore } = parsed.value;
  const nowMs = context.clock.now();
  const trainedOn = parsed.value.trainedOn ?? chinaDate(nowMs);
  if (trainedOn > chinaDate(nowMs))
    return refuse(refusals, 'INVALID_INPUT', [{ at: 'trainedOn', text: '培训日期不能在将来' }]);
  if (validUntil && validUntil < trainedOn)
    return refuse(refusals, 'INVALID_INPUT', [{ at: 'validUntil', text: '有效期不能早于培训日期' }]);
  const passed = examScore >= EXAM_PASS_SCORE;
  if (passed && TRAINING_KINDS[kind].needsCertificate && !(certificateNumber && validUntil))
    return refuse(refusals, 'CERTIFICATE_NEEDED');
  const party = await context.rows
    .selectFrom('Party')
    .select(['id', 'applicantAccountId'])
    .where('id', '=', partyId)
    .executeTakeFirst();
  if (!party || !mayTrain(context, party)) return refuse(refusals, 'NOT_FOUND');
  if (!(await isActiveAccount(context, accountId))) return refuse(refusals, 'ACCOUNT_UNKNOWN');
  return context.transaction(
    async (tx) => {
      const id = context.newId();
      await tx.em.insert(Training, {
        id,
        partyId,
        accountId,
        kind,
        certificateNumber: certificateNumber ?? null,
        examScore,
        passed,
        trainedOn,
        validUntil: validUntil ?? null,
        recordedBy: context.actor.id,
        recordedAtMs: nowMs,
      });
      tx.audit({ type: 'training', id, clause: kind === 'cold-chain' ? '8.1.ag' : '6.2.a' });
      return ok({ id });
    },
    { id: key, input },
  );
}
