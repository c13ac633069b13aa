import { GraphQLInt } from 'graphql';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { hasRole } from '@heitu/kit/rules/actor';
import { oneOf } from '@heitu/kit/rules/enums';
import { asScalar, identifier, line, localDate, z } from '@heitu/kit/rules/validate';
import { isOwnParty } from '../access.ts';
import { mutation, type SellersContext } from '../context.ts';
import { TrainingKinds } from '../enums.ts';
import { invalid, partyId } from '../fields.ts';
import { trainingNow } from '../shown.ts';
import { isActiveAccount } from './known-account.ts';
import { Training } from './staff.entity.ts';
import { EXAM_PASS_SCORE, EXAM_SCORE_MAX, TRAINING_KINDS } from './staff.policy.ts';
import { SAID } from '../said.ts';

/** The operator trains its own people and those of sellers and carriers (6.2). */
export const mayTrain = (context: SellersContext, party: { id: string; applicantAccountId: string }): boolean =>
  hasRole(context.actor, 'operator-admin') || isOwnParty(context, party, 'staff');

/**
 * One exam of one person; with a passed cold-chain exam goes the certificate that lets them handle fresh goods
 * (8.1.ag).
 */
export const recordTraining = mutation({
  name: 'recordTraining',
  description:
    'Records one exam of one person; with a passed cold-chain exam goes the certificate to handle fresh goods.',
  may: permit.signedIn,
  input: z.object({
    partyId: partyId(),
    accountId: identifier().describe('Who took the exam: one of its staff.'),
    kind: oneOf(TrainingKinds).describe('What they were trained in.'),
    certificateNumber: line(60).nullish().describe('Compulsory for a passed cold-chain exam.'),
    validUntilOn: localDate().nullish().describe('The last day; compulsory for a passed cold-chain exam.'),
    examScore: asScalar(GraphQLInt, z.number().int('必须是整数').min(0).max(EXAM_SCORE_MAX)).describe(
      'Of 100; 60 passes.',
    ),
    trainedOn: localDate().nullish().describe('When; today where absent.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ACCOUNT_UNKNOWN: { message: SAID.accountUnknown },
    CERTIFICATE_NEEDED: { message: '冷链培训合格后要填写上岗证编号和有效期', clause: '8.1.ag' },
  },
  shows: trainingNow,
  async run(context, input, refuse) {
    const { partyId, accountId, kind, certificateNumber, validUntilOn: validUntil, examScore } = input;
    const nowMs = context.clock.now();
    const trainedOn = input.trainedOn ?? chinaDate(nowMs);
    if (trainedOn > chinaDate(nowMs)) return invalid('trainedOn', '培训日期不能在将来');
    if (validUntil && validUntil < trainedOn) return invalid('validUntilOn', '有效期不能早于培训日期');
    const passed = examScore >= EXAM_PASS_SCORE;
    if (passed && TRAINING_KINDS[kind].needsCertificate && !(certificateNumber && validUntil))
      return refuse('CERTIFICATE_NEEDED');
    const party = await context.rows
      .selectFrom('Party')
      .select(['id', 'applicantAccountId'])
      .where('id', '=', partyId)
      .executeTakeFirst();
    if (!party || !mayTrain(context, party)) return refuse('NOT_FOUND');
    if (!(await isActiveAccount(context, accountId))) return refuse('ACCOUNT_UNKNOWN');
    return context.transaction(async (tx) => {
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
    });
  },
});
