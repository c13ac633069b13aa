import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Job } from '@heitu/kit/serving/subgraph';
import { checkChain, turnOf } from './audit/check-chain.ts';
import { forgetContent } from './audit/forget-content.ts';
import { publishHead } from './audit/publish-head.ts';
import { sealEntries } from './audit/seal-entries.ts';
import { sweepClaims } from './claims/sweep-claims.ts';
import { sweepComplaints } from './complaints/sweep-complaints.ts';
import { keepMonthReports } from './conformance/issue-month-report.ts';
import { expireInspections } from './conformance/revoke-inspection-link.ts';
import { keepAssessing } from './conduct/keep-assessing.ts';
import { sweepMeasures } from './conduct/sweep-measures.ts';
import type { TrustContext } from './context.ts';
import { watchSessions } from './database-sessions/watch-sessions.ts';
import { lapseDelegations } from './delegation/lapse-delegations.ts';
import { sendDelegationCodes } from './delegation/send-delegation-codes.ts';
import { tellDelegators } from './delegation/tell-delegators.ts';
import { escalateDuties } from './duties/escalate-duties.ts';
import { keepEnding } from './ending/decide-ending.ts';
import { lapseDrafts, tellOfDocuments } from './disclosure/keep-documents.ts';
import { keepReturns } from './disclosure/keep-returns.ts';
import { measureLoad } from './disclosure/measure-load.ts';
import { watchProber } from './disclosure/watch-prober.ts';
import { forgetChallenges } from './identity/forget-challenges.ts';
import { forgetPhoneCodes } from './identity/forget-phone-codes.ts';
import { hideLogins } from './identity/hide-logins.ts';
import { hideStaffNames } from './identity/hide-staff-names.ts';
import { tellWrongTries } from './identity/tell-wrong-tries.ts';
import { tellPeople } from './leaks/tell-people.ts';
import { lapseMedia } from './media/lapse-media.ts';
import { lapseAssessments } from './privacy/lapse-assessments.ts';
import { sendMessages } from './messages/send-messages.ts';
import { sendSms } from './messages/send-sms.ts';
import { forgetAssertions } from './partners/forget-assertions.ts';
import { forgetUsage } from './partners/record-usage.ts';
import { forgetWebhooks, sendWebhooks } from './partners/send-webhooks.ts';
import { DELIVERIES_KEPT_MS } from './partners/webhook.policy.ts';
import { watchPermissions } from './permission-versions/watch-permissions.ts';
import { releaseHolds } from './privacy/release-holds.ts';
import { sweepSellerDemands } from './seller-demands/stand-in-for-seller.ts';
import { forgetTellers } from './software/forget-tellers.ts';
import { sweepTipOffs } from './tip-offs/sweep-tip-offs.ts';
import { uploadShipping } from './shipping/upload-shipping.ts';

const CHAIN_CHECK_EVERY_MS = DAY_MS;

/** Checks the audit chain once a day: what came since the last intact check, and a part of what was checked before. */
async function checkChainDaily(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  // Rows of checks can be written like any other: one that was later than now, or went further than the chain, was not.
  const runs = context.rows
    .selectFrom('AuditCheckRun')
    .select(['atMs', 'verifiedTo', 'problemCount'])
    .where('atMs', '<=', nowMs);
  const last = await runs.orderBy('atMs', 'desc').limit(1).executeTakeFirst();
  if (last && nowMs - last.atMs < CHAIN_CHECK_EVERY_MS) return;
  const head = await context.rows.selectFrom('AuditHead').select('sequence').executeTakeFirst();
  const from = last && last.problemCount === 0 ? Math.min(last.verifiedTo, head?.sequence ?? 0) + 1 : 1;
  await checkChain(context, from, turnOf(nowMs, from));
}

export const jobs: readonly Job<TrustContext>[] = [
  { name: 'seal-entries', everyMs: 1000, run: async (context) => void (await sealEntries(context)) },
  { name: 'publish-head', everyMs: 60_000, run: publishHead },
  { name: 'forget-content', everyMs: 60_000, run: forgetContent },
  { name: 'check-chain', everyMs: 60_000, run: checkChainDaily },
  { name: 'sweep-claims', everyMs: 2000, run: sweepClaims },
  { name: 'sweep-complaints', everyMs: 1000, run: sweepComplaints },
  { name: 'sweep-measures', everyMs: 2000, run: sweepMeasures },
  { name: 'tell-of-leaks', everyMs: 5000, run: tellPeople },
  { name: 'sweep-seller-demands', everyMs: 60_000, run: sweepSellerDemands },
  { name: 'sweep-tip-offs', everyMs: 60_000, run: sweepTipOffs },
  { name: 'keep-ending', everyMs: 5000, run: keepEnding },
  { name: 'lapse-drafts', everyMs: 60_000, run: lapseDrafts },
  { name: 'lapse-assessments', everyMs: HOUR_MS, run: lapseAssessments },
  { name: 'lapse-media', everyMs: 60_000, run: lapseMedia },
  { name: 'tell-of-documents', everyMs: 5000, run: tellOfDocuments },
  { name: 'keep-returns', everyMs: 60_000, run: keepReturns },
  { name: 'keep-month-reports', everyMs: 60_000, run: keepMonthReports },
  { name: 'expire-inspections', everyMs: 60_000, run: expireInspections },
  { name: 'escalate-duties', everyMs: 60_000, run: escalateDuties },
  { name: 'keep-assessing', everyMs: 5000, run: keepAssessing },
  { name: 'send-messages', everyMs: 1000, run: sendMessages },
  { name: 'send-sms', everyMs: 1000, run: sendSms },
  { name: 'release-holds', everyMs: 60_000, run: releaseHolds },
  { name: 'upload-shipping', everyMs: 2000, run: uploadShipping },
  { name: 'send-delegation-codes', everyMs: 1000, run: sendDelegationCodes },
  { name: 'tell-delegators', everyMs: 5000, run: tellDelegators },
  { name: 'lapse-delegations', everyMs: 60_000, run: lapseDelegations },
  { name: 'forget-challenges', everyMs: 60_000, run: forgetChallenges },
  { name: 'tell-wrong-tries', everyMs: 60_000, run: tellWrongTries },
  { name: 'hide-logins', everyMs: 6 * HOUR_MS, run: hideLogins },
  { name: 'hide-staff-names', everyMs: 6 * HOUR_MS, run: hideStaffNames },
  { name: 'forget-phone-codes', everyMs: 60_000, run: forgetPhoneCodes },
  { name: 'send-webhooks', everyMs: 1000, run: sendWebhooks },
  {
    name: 'forget-webhooks',
    everyMs: HOUR_MS,
    run: (context) => forgetWebhooks(context, context.clock.now() - DELIVERIES_KEPT_MS),
  },
  { name: 'forget-usage', everyMs: HOUR_MS, run: forgetUsage },
  { name: 'forget-assertions', everyMs: 60_000, run: forgetAssertions },
  { name: 'forget-tellers', everyMs: HOUR_MS, run: forgetTellers },
  { name: 'watch-sessions', everyMs: 5000, run: watchSessions },
  { name: 'watch-permissions', everyMs: 60_000, run: watchPermissions },
  { name: 'measure-load', everyMs: 5000, run: measureLoad },
  { name: 'watch-prober', everyMs: 5000, run: watchProber },
];
