import { lying, type DueBeside, type DueBoard, type LyingKind } from '@heitu/kit/data/due';
import { hasRole } from '@heitu/kit/rules/actor';
import { DUE_OF_A_KIND_MAX } from '@heitu/kit/rules/due';
import { inWords } from '@heitu/kit/rules/titles';
import { OVERSEERS, desksOfRoles, LISTED_DESKS, type Role } from '@heitu/standard';
import { claims } from '../claims/claim.moves.ts';
import { sightings } from '../database-sessions/sighting.moves.ts';
import { versions } from '../permission-versions/version.moves.ts';
import { shortDigest } from '../permission-versions/version.policy.ts';
import { complaints, reviews } from '../complaints/complaint.moves.ts';
import { assessedMonths, measures } from '../conduct/conduct.moves.ts';
import { objections } from '../objections/objection.moves.ts';
import type { TrustContext } from '../context.ts';
import { endings } from '../ending/ending.moves.ts';
import { dutiesDue } from '../duties/duties.due.ts';
import { CORRECTION_FIELDS } from '../privacy/correction.lifecycle.ts';
import { missingYear } from '../holidays/holidays.policy.ts';
import { webhooks } from '../partners/webhook.moves.ts';
import { shippingNotices } from '../shipping/shipping.moves.ts';
import { unheldMedia, mediaToSign } from '../media/media.due.ts';
import { media } from '../media/medium.moves.ts';
import { leaks } from '../leaks/leak.moves.ts';
import { toldBy } from '../leaks/leak.policy.ts';
import { purposesToAssess } from '../privacy/assessment.resolver.ts';
import { assessments, corrections } from '../privacy/privacy.moves.ts';
import { sellerDemands } from '../seller-demands/seller-demand.moves.ts';
import { tipOffs } from '../tip-offs/tip-off.moves.ts';
import { documents, incidents, oversights, returns, tradeChecks } from './disclosure.moves.ts';
import { CHECK_SUBJECT_TITLES, OVERSEER_TITLES, RETURN_TITLES } from './disclosure.policy.ts';

/** They look after all, beside those whose work it is. */
const MEDIATION: readonly Role[] = [...OVERSEERS.platform, 'mediator'];
const CHECKING: readonly Role[] = [...MEDIATION, 'reviewer'];
/** Who opens the list. */
export const DUE_ROLES = [
  ...OVERSEERS.platform,
  'mediator',
  'finance',
  'reviewer',
  'industry-body',
] as const satisfies readonly Role[];

const ofComplaint = { title: 'number', since: 'filedAtMs', party: 'answererPartyId', amount: 'wantedFen' } as const;
const ofClaim = { title: 'number', since: 'openedAtMs', party: 'sellerPartyId', amount: 'amountFen' } as const;
const ofCases: readonly LyingKind<TrustContext>[] = [
  lying(complaints, {
    kind: 'complaint-answer',
    clause: '7.3.8.o',
    states: ['filed'],
    roles: MEDIATION,
    watched: ['filed'],
    ...ofComplaint,
  }),
  lying(complaints, {
    kind: 'complaint-decision',
    clause: '6.6.d',
    states: ['escalated'],
    roles: MEDIATION,
    ...ofComplaint,
  }),
  lying(complaints, {
    kind: 'complaint-response',
    clause: '6.6.d',
    states: ['decided'],
    roles: MEDIATION,
    watched: ['decided'],
    ...ofComplaint,
  }),
  lying(complaints, {
    kind: 'complaint-advance',
    clause: '6.6.d',
    states: ['refused'],
    roles: [...MEDIATION, 'finance'],
    ...ofComplaint,
  }),
  lying(complaints, {
    kind: 'complaint-payment',
    clause: '6.6.d',
    states: ['advancing', 'compensating'],
    ...ofComplaint,
  }),
  lying(claims, {
    kind: 'claim-answer',
    clause: '8.5.4.3.cf',
    states: ['proposed'],
    roles: MEDIATION,
    watched: ['proposed'],
    ...ofClaim,
  }),
  lying(claims, { kind: 'claim-decision', clause: '6.6.d', states: ['contested'], roles: MEDIATION, ...ofClaim }),
  lying(claims, {
    kind: 'claim-review',
    clause: '6.6.d',
    states: ['drafted'],
    roles: [...MEDIATION, 'finance'],
    ...ofClaim,
  }),
  lying(claims, { kind: 'claim-return', clause: '8.5.4.3.cf', states: ['settling'], ...ofClaim }),
  lying(measures, {
    kind: 'measure-appeal',
    clause: '6.6.end',
    states: ['appealed'],
    roles: MEDIATION,
    title: 'clause',
    party: 'partyId',
    since: 'appealedAtMs',
  }),
  lying(measures, {
    kind: 'suspension-proposed',
    clause: '13.end',
    states: ['proposed'],
    roles: MEDIATION,
    title: 'clause',
    party: 'partyId',
    since: 'takenAtMs',
  }),
  lying(measures, {
    kind: 'rectification',
    clause: '13.end',
    states: ['reported'],
    roles: MEDIATION,
    title: 'clause',
    party: 'partyId',
    since: 'rectifiedAtMs',
  }),
  lying(reviews, {
    kind: 'review',
    clause: '6.5.b',
    roles: CHECKING,
    title: 'stars',
    named: (_context: TrustContext, stars) => `${stars} 星评价`,
    party: 'partyId',
    since: 'createdAtMs',
  }),
];
const ofDisclosure: readonly LyingKind<TrustContext>[] = [
  lying(tradeChecks, {
    kind: 'trade-check',
    clause: '6.5',
    roles: CHECKING,
    title: 'subject',
    named: inWords(CHECK_SUBJECT_TITLES),
    party: 'partyId',
    since: 'atMs',
  }),
  lying(leaks, {
    kind: 'leak-notice',
    clause: '10.4',
    roles: OVERSEERS.platform,
    title: 'incidentId',
    since: 'begunAtMs',
  }),
  lying(assessments, {
    kind: 'assessment-review',
    clause: '10.4',
    states: ['drafted'],
    roles: CHECKING,
    title: 'purpose',
    since: 'recordedAtMs',
  }),
  lying(corrections, {
    kind: 'correction',
    clause: '10.4',
    states: ['asked'],
    roles: CHECKING,
    title: 'field',
    named: inWords(CORRECTION_FIELDS),
    since: 'askedAtMs',
  }),
  lying(sellerDemands, {
    kind: 'seller-demand',
    clause: '6.6.d',
    states: ['asked'],
    roles: MEDIATION,
    title: 'complaintId',
    party: 'partyId',
    since: 'askedAtMs',
  }),
  lying(endings, {
    kind: 'platform-ending',
    clause: null,
    states: ['proposed'],
    roles: [...OVERSEERS.platform, 'finance'],
    title: 'reason',
    since: 'proposedAtMs',
  }),
  lying(documents, {
    kind: 'rules-draft',
    clause: '10.5.cu',
    roles: OVERSEERS.platform,
    title: 'title',
    since: 'publishedAtMs',
  }),
  lying(tipOffs, { kind: 'tip-off', clause: '6.5.b', roles: CHECKING, title: 'code', since: 'filedAtMs' }),
  lying(assessedMonths, {
    kind: 'assessment',
    clause: '13',
    roles: OVERSEERS.platform,
    id: 'month',
    title: 'month',
    since: 'assessedAtMs',
  }),
  lying(objections, {
    kind: 'assessment-objection',
    clause: '13',
    roles: MEDIATION,
    title: 'month',
    party: 'partyId',
    since: 'raisedAtMs',
  }),
  lying(returns, {
    kind: 'return',
    clause: '6.1.f',
    roles: [...OVERSEERS.platform, 'finance'],
    title: 'kind',
    more: 'period',
    named: (context: TrustContext, kind, period) => `${inWords(RETURN_TITLES)(context, kind)} ${period}`,
    since: 'producedAtMs',
  }),
  lying(oversights, {
    kind: 'oversight',
    clause: '12.1',
    title: 'from',
    named: inWords(OVERSEER_TITLES),
    since: 'askedAtMs',
  }),
  lying(incidents, {
    kind: 'incident',
    clause: '11.3.2.cx-da',
    roles: OVERSEERS.platform,
    title: 'unit',
    since: 'startedAtMs',
  }),
  lying(sightings, {
    kind: 'database-sighting',
    clause: '11.5.dh',
    roles: OVERSEERS.platform,
    title: 'user',
    since: 'seenAtMs',
  }),
  lying(media, {
    kind: 'medium-handover',
    clause: '11.7.4.dz',
    roles: OVERSEERS.platform,
    title: 'label',
    since: 'offeredAtMs',
  }),
  lying(versions, {
    kind: 'permission-version',
    clause: '5.3.e-i',
    title: 'digest',
    named: (_context: TrustContext, digest) => shortDigest(String(digest)),
    since: 'seenAtMs',
  }),
  lying(shippingNotices, { kind: 'shipping-notice', clause: '9.2.co', title: 'orderId', since: 'settledAtMs' }),
  lying(webhooks, { kind: 'webhook', clause: null, title: 'url', since: 'disabledAtMs' }),
];

/** Whoever asked sees from the start what was not answered. */
const ownOversights: DueBeside<TrustContext> = {
  kind: 'oversight',
  clause: '12.1',
  roles: ['regulator', 'industry-body'],
  rows: async ({ rows, actor, clock }) => {
    if (hasRole(actor, 'operator-admin')) return [];
    const asked = await rows
      .selectFrom('OversightRequest')
      .select(['id', 'from', 'askedAtMs as sinceMs', 'dueAtMs'])
      .where('answeredAtMs', 'is', null)
      .where('accountId', '=', actor.id)
      // What is late lies on the regulator's desk, whoever asked.
      .$if(hasRole(actor, 'regulator'), (query) => query.where('dueAtMs', '>=', clock.now()))
      .orderBy('dueAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return asked.map(({ from, ...row }) => ({ ...row, title: OVERSEER_TITLES[from] }));
  },
};
const missingHolidays: DueBeside<TrustContext> = {
  kind: 'holidays',
  clause: '7.5.w',
  roles: OVERSEERS.platform,
  rows: async ({ clock }) => {
    const missing = missingYear(clock.now());
    if (!missing) return [];
    const { year, sinceMs, dueAtMs } = missing;
    return [{ id: String(year), title: String(year), sinceMs, dueAtMs }];
  },
};

/** A leak of which nobody has had those told whose data it was (PIPL 57). */
const untoldLeaks: DueBeside<TrustContext> = {
  kind: 'leak-untold',
  clause: '10.4',
  roles: OVERSEERS.platform,
  rows: async ({ rows }) => {
    const untold = await rows
      .selectFrom('Incident as i')
      .leftJoin('LeakNotice as n', 'n.incidentId', 'i.id')
      .select(['i.id', 'i.unit as title', 'i.startedAtMs'])
      .where('i.kind', '=', 'leak')
      .where('n.id', 'is', null)
      .orderBy('i.startedAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return untold.map(({ startedAtMs, ...row }) => ({
      ...row,
      sinceMs: startedAtMs,
      dueAtMs: toldBy({ startedAtMs }),
    }));
  },
};

/** What has to be assessed and is not, or no longer (PIPL 55). */
const unassessed: DueBeside<TrustContext> = {
  kind: 'assessment-missing',
  clause: '10.4',
  roles: OVERSEERS.platform,
  rows: async (context) => {
    const nowMs = context.clock.now();
    return (await purposesToAssess(context))
      .filter(({ isAssessed }) => !isAssessed)
      .map(({ purpose, title }) => ({ id: purpose, title, sinceMs: nowMs, dueAtMs: nowMs }));
  },
};

/** What lies on the desks of those who run, mediate and supervise, and what they keep an eye on. */
export const trustDue: DueBoard<TrustContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [...ofCases, ...ofDisclosure],
  beside: [ownOversights, untoldLeaks, unassessed, mediaToSign, unheldMedia, missingHolidays, dutiesDue],
};
