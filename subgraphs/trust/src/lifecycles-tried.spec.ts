import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { anyRowIn } from '@heitu/kit/serving/any-row';
import { account } from '@heitu/kit/serving/testing';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { objections } from './objections/objection.moves.ts';
import { claims } from './claims/claim.moves.ts';
import { complaints, replies, reviews } from './complaints/complaint.moves.ts';
import { reviewActions } from './complaints/review.lifecycle.ts';
import { measureParts } from './conduct/measure.lifecycle.ts';
import { measures } from './conduct/conduct.moves.ts';
import { monthLifecycle } from './conduct/month.lifecycle.ts';
import { delegations } from './delegation/delegation.moves.ts';
import {
  documents,
  incidents,
  oversights,
  returns,
  technicalItems,
  tradeChecks,
} from './disclosure/disclosure.moves.ts';
import { accounts, challenges, phoneCodes, recoveryCodes, sessions } from './identity/account.moves.ts';
import { sightings } from './database-sessions/sighting.moves.ts';
import { media } from './media/medium.moves.ts';
import { versions } from './permission-versions/version.moves.ts';
import { messageIntents, messages, messageSms } from './messages/message.moves.ts';
import { clientKeys, identityCodes } from './partners/partner.moves.ts';
import { deliveries, webhooks } from './partners/webhook.moves.ts';
import { assessments, corrections, dataRequests } from './privacy/privacy.moves.ts';
import { sellerDemands } from './seller-demands/seller-demand.moves.ts';
import { tipOffs } from './tip-offs/tip-off.moves.ts';
import { shippingNotices } from './shipping/shipping.moves.ts';
import { NOW, openTrust, SELLER, staff, type TrustRoom } from './testing/trust-room.fixture.ts';

const NOW_MS = Date.parse(NOW);
type Moves = Parameters<typeof triedMoves>[1] & Parameters<typeof anyRowIn>[1];

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done in trust, from where, and by whom', () => {
  let room: TrustRoom;
  beforeAll(async () => {
    room = await openTrust();
  });
  afterAll(() => room.close());

  const expectMoves = async (moves: Moves, meant: Tried, given: object = {}) => {
    expect(await triedMoves(room, moves, (state) => anyRowIn(room, moves, state, given))).toEqual(meant);
  };

  it('a claim: its parties agree or not, a mediator decides, a second person confirms [6.6.d]', () =>
    expectMoves(claims, {
      accept: { party: 'proposed → proposed' },
      contest: { party: 'proposed contested → contested' },
      agree: { system: 'proposed → settling' },
      // Silence agrees; where the platform stays silent, what the records say stands.
      stand: { system: 'proposed contested drafted → settling' },
      decide: { mediator: 'contested → drafted' },
      confirm: { second: 'drafted → settling' },
      'send-back': { second: 'drafted → contested' },
      settle: { system: 'settling → settled' },
      drop: { system: 'proposed contested drafted settling → void' },
    }));

  describe('with a complaint', () => {
    const ASKED = { answererPartyId: 'p', orderId: 'o', answerDueAtMs: NOW_MS, answerFen: null };
    const AFTER = {
      'close-silent': { system: 'answered → settled' },
      escalate: { consumer: 'answered → escalated' },
      decide: { mediator: 'escalated → decided' },
      dismiss: { mediator: 'escalated → settled' },
      'accept-decision': { liable: 'decided → compensating' },
      'refuse-decision': { 'liable system': 'decided → refused' },
      advance: { 'finance mediator system': 'refused → advancing' },
      // Nobody of the platform decided: it answers for its own silence.
      'answer-for-silence': { system: 'escalated → compensating' },
      // And where it could not name the seller.
      'stand-in': { system: 'filed answered escalated decided refused → compensating' },
      'close-undecided': { system: 'escalated → settled' },
      'record-advance': { system: 'advancing → advanced' },
      'record-payment': { system: 'compensating → settled' },
      'fall-back': { system: 'advancing compensating → escalated' },
      // Two people of finance have found that the buyer has nothing.
      'undo-payment': { system: 'advanced → advancing, settled → compensating' },
    };
    const byParty = { answer: { answerer: 'filed → answered' } };
    // The job asks for the day in its own `where`.
    const silent = { 'escalate-overdue': { system: 'filed → escalated' } };

    it('its party answers in time, then the consumer has the word, then a mediator [7.3.8.m] [7.3.8.o] [6.6.d]', () =>
      expectMoves(
        complaints,
        { ...byParty, ...silent, 'accept-answer': { consumer: 'answered → settled' }, ...AFTER },
        ASKED,
      ));
    it('what the operator is asked, a mediator answers too', () =>
      expectMoves(
        complaints,
        {
          answer: { 'answerer mediator': 'filed → answered' },
          ...silent,
          'accept-answer': { consumer: 'answered → settled' },
          ...AFTER,
        },
        { ...ASKED, answererPartyId: '' },
      ));
    it('an offer of money is taken as such, and not as an answer [7.3.8.n]', () =>
      expectMoves(
        complaints,
        { ...byParty, ...silent, 'take-compensation': { consumer: 'answered → compensating' }, ...AFTER },
        { ...ASKED, answerFen: 1 },
      ));
    it('an answer that is late can be taken further by the consumer [6.6.c]', () =>
      expectMoves(
        complaints,
        {
          ...byParty,
          'escalate-overdue': { 'consumer system': 'filed → escalated' },
          'accept-answer': { consumer: 'answered → settled' },
          ...AFTER,
        },
        { ...ASKED, answerDueAtMs: NOW_MS - 1 },
      ));
  });

  it('a review is shown or not, by those who look; its party replies, one reply at a time [6.5.b]', async () => {
    const supervisors = 'mediator operator-admin reviewer';
    await expectMoves(reviews, {
      show: { [supervisors]: 'held withdrawn → shown' },
      hide: { [supervisors]: 'shown held → withdrawn' },
    });
  });

  it('a button stands for each of it: those who look see theirs, the reviewed party its own', () => {
    const seen = (actor: Actor, reply: string | null) =>
      reviewActions({ state: 'shown', createdAtMs: 0, partyId: SELLER, reply }, actor, NOW_MS);
    const [party, other] = [SELLER, 'PARTY2'].map((partyId) => account('s', { role: 'seller-owner', partyId }));
    expect([seen(staff('mediator'), null), seen(staff('mediator'), 'x')]).toEqual([
      ['hide'],
      ['hide', 'withdraw-reply'],
    ]);
    expect(party && [seen(party, null), seen(party, 'x')]).toEqual([['reply'], []]);
    expect(other && [seen(other, null), measureParts(other, SELLER)]).toEqual([[], ['seller-owner']]);
    expect(party && measureParts(party, SELLER)).toEqual(['seller-owner', 'party']);
  });

  it('a measure is appealed one time, put right, lifted, or raised; a suspension is decided by a person [13.end] [6.6.end]', async () => {
    const OTHER = {
      suspend: { 'mediator operator-admin': 'proposed → in-force' },
      decline: { 'mediator operator-admin system': 'proposed → declined' },
      'dismiss-appeal': { 'mediator operator-admin': 'appealed → in-force' },
      'uphold-appeal': { 'mediator operator-admin system': 'appealed → revoked' },
      'report-rectification': { party: 'in-force → reported' },
      'confirm-rectification': { 'mediator operator-admin system': 'reported → rectified' },
      'refuse-rectification': { 'mediator operator-admin': 'reported → in-force' },
      lift: { 'mediator operator-admin system': 'in-force appealed reported → lifted' },
      raise: { system: 'in-force → raised' },
    };
    await expectMoves(measures, { appeal: { party: 'in-force → appealed' }, ...OTHER });
    await expectMoves(measures, OTHER, { appealedAtMs: 1 });
  });

  it('a draft is adopted by an administrator when it was heard, or lapses [10.5.cu]', async () => {
    const lapse = { lapse: { system: 'draft → lapsed' } };
    await expectMoves(
      documents,
      { adopt: { 'operator-admin': 'draft → adopted' }, ...lapse },
      { heardUntilMs: NOW_MS },
    );
    await expectMoves(documents, lapse, { heardUntilMs: NOW_MS + 1 });
  });

  it('a month is published by an administrator or the clock when it is over, one time [13]', () => {
    const acts = (state: 'draft' | 'published', month: string, part: string, assessedAtMs = 0) => {
      const row = { state, month, assessedAtMs, publishDueAtMs: 0 };
      return monthLifecycle.available(row, [part], NOW_MS);
    };
    expect(acts('draft', '2026-10', 'operator-admin')).toEqual(['publish']);
    expect(acts('draft', '2026-10', 'system')).toEqual(['assess', 'publish']);
    expect(acts('draft', '2026-11', 'operator-admin')).toEqual([]);
    expect(acts('draft', '2026-10', 'mediator')).toEqual([]);
    expect(acts('published', '2026-10', 'operator-admin')).toEqual([]);
    // Its parties still look at it.
    expect(acts('draft', '2026-10', 'operator-admin', NOW_MS)).toEqual([]);
  });

  it('an objection to a figure is answered by the operator, or holds by itself [13]', async () =>
    expectMoves(objections, {
      hold: { 'mediator operator-admin system': 'raised → upheld' },
      dismiss: { 'mediator operator-admin': 'raised → dismissed' },
    }));

  it('a delegation: the agent takes it up, either ends it, the clock ends both kinds of waiting [11.5.de]', async () => {
    const clock = { lapse: { system: 'asked → ended' }, expire: { system: 'active → ended' } };
    await expectMoves(
      delegations,
      {
        confirm: { agent: 'asked → active' },
        end: { 'agent owner': 'asked active → ended' },
        'act-for': { agent: 'active → active' },
        ...clock,
      },
      { askedAtMs: NOW_MS, untilMs: NOW_MS + 1 },
    );
    // In the moment that it ends nobody does anything with it any more.
    await expectMoves(delegations, clock, { askedAtMs: 0, untilMs: NOW_MS });
  });

  it('a program’s endpoint: the platform turns it off, the program on and away [11.8.ed]', async () => {
    await expectMoves(webhooks, {
      disable: { system: 'active → disabled' },
      enable: { program: 'disabled → active' },
      end: { program: 'active disabled → ended' },
    });
    await expectMoves(deliveries, {
      deliver: { system: 'waiting → delivered' },
      fail: { system: 'waiting → failed' },
      resend: { program: 'delivered failed → waiting' },
    });
    await expectMoves(clientKeys, { end: { system: 'good → ended' } });
  });

  it('what the operator owes to those above it: the administrator settles it, and files it or finance does [6.1.f] [12.1]', async () => {
    await expectMoves(returns, {
      approve: { 'operator-admin': 'produced → approved' },
      pack: { 'finance operator-admin': 'approved → approved' },
      file: { 'finance operator-admin': 'approved → filed' },
      produce: { system: 'produced approved → produced' },
    });
    await expectMoves(sightings, { answer: { 'operator-admin': 'seen → answered' } });
    await expectMoves(media, {
      'hand-over': { 'holder stand-in': 'kept → offered' },
      confirm: { taker: 'offered → kept' },
      lapse: { system: 'offered → kept' },
      destroy: { 'holder stand-in': 'kept → destroyed' },
    });
    await expectMoves(versions, {
      approve: { 'operator-admin': 'unapproved → approved' },
      replace: { system: 'unapproved → replaced' },
      return: { system: 'replaced → unapproved' },
    });
    await expectMoves(incidents, { close: { 'operator-admin system': 'open → recovered' } });
    await expectMoves(oversights, { answer: { 'operator-admin': 'asked → answered' } });
    const lookers = 'mediator operator-admin reviewer';
    await expectMoves(tipOffs, {
      uphold: { [lookers]: 'filed → founded' },
      dismiss: { [lookers]: 'filed → unfounded' },
      // What nobody found out goes to the authority.
      'hand-over': { [`${lookers} system`]: 'filed → handed-over' },
    });
    await expectMoves(assessments, {
      review: { [lookers]: 'drafted → reviewed' },
      lapse: { system: 'drafted → lapsed' },
    });
    await expectMoves(corrections, {
      correct: { [lookers]: 'asked → corrected' },
      refuse: { [lookers]: 'asked → refused' },
    });
    await expectMoves(sellerDemands, {
      give: { 'mediator operator-admin': 'asked → given' },
      // Whom nobody names in time the platform stands in for.
      'stand-in': { 'mediator operator-admin system': 'asked → unknown' },
    });
    await expectMoves(tradeChecks, { close: { 'mediator operator-admin reviewer': 'open → closed' } });
    await expectMoves(technicalItems, { supersede: { system: 'current → superseded' } });
  });

  it('an incident that lasts twelve hours is seen by the regulator [11.3.2.cx]', () => {
    const open = { startedAtMs: 0, recoveredAtMs: null };
    expect(incidents.lifecycle.dueAtMs(open)).toBe(12 * HOUR_MS);
    expect(incidents.lifecycle.desks(open, 12 * HOUR_MS + 1)).toEqual(['operator-admin', 'regulator']);
  });
  it('an account is suspended and restored by an administrator; whoever holds a session ends it [11.5.de]', async () => {
    await expectMoves(accounts, {
      suspend: { 'operator-admin': 'active → suspended' },
      restore: { 'operator-admin': 'suspended → active' },
      recover: { system: 'active suspended → active' },
      erase: { system: 'active suspended → erased' },
    });
    await expectMoves(sessions, { end: { 'holder system': 'open → ended' } });
  });
  it('a code is good one time', async () => {
    for (const codes of [challenges, phoneCodes, recoveryCodes, identityCodes])
      await expectMoves(codes, { use: { system: 'unused → used' } });
  });

  it('a message is read by whom it is for; by WeChat it is told one time, or not', async () => {
    await expectMoves(messages, { read: { 'consumer system': 'unread → read' } });
    await expectMoves(messageIntents, {
      send: { system: 'waiting → sent' },
      refuse: { system: 'waiting → refused' },
      drop: { system: 'waiting → dropped' },
      fail: { system: 'waiting → failed' },
    });
    await expectMoves(messageSms, {
      send: { system: 'waiting → sent' },
      drop: { system: 'waiting → dropped' },
      'find-no-number': { system: 'waiting → no-number' },
      fail: { system: 'waiting → failed' },
    });
    await expectMoves(shippingNotices, {
      send: { system: 'due → sent' },
      refuse: { system: 'due → refused' },
      resend: { 'operator-admin': 'refused → due' },
    });
  });
  it('an erasure is held for as long as a law says, and then done [10.4]', () =>
    expectMoves(dataRequests, { release: { system: 'held → done' }, 'hold-on': { system: 'held → held' } }));

  it('a reply is written by the reviewed, and taken down by those who look', () =>
    expectMoves(replies, {
      reply: { party: 'unanswered → answered' },
      'withdraw-reply': { 'mediator operator-admin reviewer': 'answered → unanswered' },
    }));
});
