import { filingApproved } from '@heitu/events/sellers.filing-approved.v1';
import { partiesFor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, refuse, WRONG_STATE, type Outcome } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { unseenPapers } from './unseen-papers.ts';
import { oneOf } from '@heitu/kit/rules/enums';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { FilingActs } from '../enums.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { Party } from '../party/party.entity.ts';
import type { PartyRow } from '../party/party.loader.ts';
import { MANAGING_ROLES, nextReReviewAtMs, PARTY_KINDS } from '../party/party.policy.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { filingNow } from '../shown.ts';
import { lacking, needsOfParty, validUntilOf } from './compulsory.policy.ts';
import { Filing } from './filing.entity.ts';
import { documents, filings } from './filing.moves.ts';
import { filedAt, tellOfReturned } from './tell-of-returned.ts';
import { SAID } from '../said.ts';

const refusals = {
  NOT_FOUND,
  WRONG_STATE,
  OWN_FILING: { message: '不能审核自己申请的主体，请交给其他审核员', clause: '6.4' },
  REASON_NEEDED: { message: '请写明理由', clause: '6.4' },
  VERIFICATION_NEEDED: { message: SAID.verificationNeeded, clause: '7.1.a' },
  DOCUMENTS_LACKING: { message: '材料不齐或已过期，不能通过', clause: '6.4.a-e' },
  SCANS_NOT_OPENED: { message: SAID.scansNotOpened, clause: '6.4.a-e' },
  ALREADY_FILED: { message: '这个证件号码已经有一个备案主体', clause: '6.4' },
} as const;

/** Nobody reviews a party that they applied for or help to manage. */
export const isOwnBusiness = (context: SellersContext, party: { id: string; applicantAccountId: string }): boolean =>
  party.applicantAccountId === context.actor.id || partiesFor(context.actor, MANAGING_ROLES).includes(party.id);

/**
 * A reviewer approves, returns or rejects a filing. On approval the party may do business until its first compulsory
 * paper ends.
 */
export const decideFiling = mutation({
  name: 'decideFiling',
  description:
    'A reviewer approves, returns or rejects a filing. On approval the party may do business until its first compulsory paper ends.',
  may: permit.role('reviewer'),
  input: z.object({
    filingId: identifier().describe('The filing, which must be under review.'),
    decision: oneOf(FilingActs).describe('What becomes of it.'),
    reason: paragraph(1000).nullish().describe('Compulsory for return and reject.'),
  }),
  requestId: 'must',
  refusals,
  shows: filingNow,
  async run(context, { filingId: id, decision, reason }, refuse) {
    if (decision !== 'approve' && !reason) return refuse('REASON_NEEDED');
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      const filing = await tx.rows
        .selectFrom('Filing')
        .select(['id', 'partyId', 'state', 'submittedAtMs'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!filing) return refuse('NOT_FOUND');
      const party = await tx.rows
        .selectFrom('Party')
        .selectAll()
        .where('id', '=', filing.partyId)
        .executeTakeFirstOrThrow();
      const station = await filedAt(tx, id);
      if (isOwnBusiness(context, party) || station?.agentAccountId === context.actor.id) return refuse('OWN_FILING');
      const unseen = decision === 'approve' ? await unseenPapers(context, tx, { filingId: id }) : [];
      if (unseen.length > 0) return refuse('SCANS_NOT_OPENED', unseen);
      if (decision === 'approve' && party.creditCodeIsDoubtful && !reason) return refuse('VERIFICATION_NEEDED');
      const unmoved = await filings.move(context, tx, decision, filing, refuse, {
        set: {
          openFor: null,
          decidedBy: context.actor.id,
          decidedAtMs: nowMs,
          reason: reason ? await context.vault.sealText(party.id, reason) : null,
        },
      });
      if (unmoved) return unmoved;
      if (decision === 'approve') return approve(context, tx, id, party);
      await documents.bySystem(context, tx, 'hand-back', { filingId: id }, { filingId: null });
      tellOfReturned(tx, { id, party, station, isRefused: decision === 'reject' });
      return ok({ id });
    });
  },
});

/** What a party has been given leave by, what it needs, and what of that is not there or has run out. */
export async function acceptedPapers(
  tx: SellersTransaction,
  { id, kind, sellsFood }: Pick<PartyRow, 'id' | 'kind' | 'sellsFood'>,
  nowMs: number,
) {
  const papers = await tx.rows
    .selectFrom('Document')
    .select(['type', 'validFrom', 'validUntil'])
    .where('partyId', '=', id)
    .where('state', '=', 'accepted')
    .execute();
  const needs = needsOfParty({ kind, sellsFood: !!sellsFood }, papers);
  return { papers, needs, missing: lacking(needs, papers, chinaDate(nowMs)) };
}

async function approve(
  context: SellersContext,
  tx: SellersTransaction,
  id: string,
  party: PartyRow,
): Promise<Outcome<{ id: string }, 'DOCUMENTS_LACKING' | 'ALREADY_FILED'>> {
  const nowMs = context.clock.now();
  const { kind } = party;
  await documents.bySystem(context, tx, 'accept', { filingId: id });
  const { papers, needs, missing } = await acceptedPapers(tx, party, nowMs);
  if (missing.length > 0) return refuse(refusals, 'DOCUMENTS_LACKING', missing);
  const validUntil = validUntilOf(needs, papers);
  await tx.em.nativeUpdate(Filing, { id }, { validUntil });
  const number = PARTY_KINDS[kind].identity === 'creditCode' ? party.creditCode : party.residentIdNumberBlind;
  const taken = await unlessTaken(
    tx.em.nativeUpdate(
      Party,
      { id: party.id },
      {
        approvedAtMs: party.approvedAtMs ?? nowMs,
        approvedIdentity: `${kind}:${number}`,
        validUntil,
        reReviewDueAtMs: nextReReviewAtMs(nowMs),
        reReviewRemindedAtMs: null,
      },
    ),
    refuse(refusals, 'ALREADY_FILED'),
  );
  if (taken) return taken;
  tx.publish(
    filingApproved,
    { type: 'party', id: party.id },
    {
      filingId: id,
      partyId: party.id,
      partyKind: kind,
      partyName: party.name,
      accountId: party.applicantAccountId,
      validUntil,
    },
  );
  await refreshStanding(context, tx, party.id);
  return ok({ id });
}
