import { hasRole, rolesOf } from '@heitu/kit/rules/actor';

import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { maskName } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { applicantId } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { ExamActs, ExamStates, SeatActs, SessionActs, SessionStates } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { TrainingView } from '../staff/staff.view.ts';
import { paperOf } from './exam-papers.table.ts';
import { ownTopics } from './own-topics.ts';
import { seatLifecycle, sessionLifecycle, sittingLifecycle } from './training.lifecycles.ts';
import type { SessionState, SittingState } from './training.lifecycles.ts';
import {
  namesOnFile,
  ownSeats,
  ownTrainings,
  seatsOfSessions,
  SESSION_SORTS,
  sessionsPage,
  SITTING_SORTS,
  sittingsPage,
  type SeatRow,
  type SessionRow,
  type SittingRow,
} from './training.loader.ts';
import { codesOf, drawn, EXAMINERS, isSigning, passScoreOf } from './training.policy.ts';
import {
  QuestionView,
  SeatView,
  SessionConnection,
  SessionView,
  SittingConnection,
  SittingView,
  TopicView,
  UntrainedView,
} from './training.view.ts';
import { untrainedPeople, type UntrainedPerson } from './untrained.ts';
import { placesFor } from './whose-training.ts';

const SessionPage = sortedArgs('TrainingSessionSort', SESSION_SORTS);
const SittingPage = sortedArgs('ExamSittingSort', SITTING_SORTS);
const mayExamine = ({ actor }: SellersContext): boolean => hasRole(actor, ...EXAMINERS);

/** How somebody is called on a list: their name, masked, and their post; without a post at it, whose business it is. */
async function calledOn(context: SellersContext, row: { accountId: string; partyId: string }): Promise<string> {
  const known = await context.loader(namesOnFile).load(`${row.partyId} ${row.accountId}`);
  if (!known) {
    const party = await context.loader(partiesById).load(row.partyId);
    return party?.applicantAccountId === row.accountId ? '负责人' : '配送员';
  }
  const name = await context.vault.openMasked(row.accountId, known.nameSealed, maskName);
  return known.post ? `${name}（${known.post}）` : name;
}
const partyOf = (context: SellersContext, { partyId }: { partyId: string }) =>
  context.loader(partiesById).load(partyId);

@Resolver(() => SessionView)
export class SessionResolver {
  @Query(() => SessionConnection, { description: 'Sessions of training, the newest first, or sorted.' })
  trainingSessions(
    @Ctx() context: SellersContext,
    @Args(() => SessionPage) page: SortedPage,
    @Arg('state', () => SessionStates, { nullable: true, description: 'Only sessions in this state.' })
    state?: SessionState,
  ) {
    return sessionsPage(context, state, page);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() session: SessionRow): string {
    return sessionLifecycle.texts[session.state];
  }
  @FieldResolver(() => Boolean)
  isOnline(@Root() session: SessionRow): boolean {
    return !!session.isOnline;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the room shows now, another one each minute; only to who teaches, and while it is good.',
  })
  code(@Ctx() context: SellersContext, @Root() session: SessionRow): string | null {
    const nowMs = context.clock.now();
    if (!mayExamine(context) || session.state !== 'planned' || !isSigning(session, nowMs)) return null;
    return codesOf(context.vault, session.id, nowMs)[0] ?? null;
  }
  @Directive('@listSize(assumedSize: 40)')
  @FieldResolver(() => [SeatView], { description: "Who signed up: one's own seat, all of them for overseers." })
  seats(@Ctx() context: SellersContext, @Root() session: SessionRow) {
    return context.loader(seatsOfSessions).load(session.id);
  }
  @FieldResolver(() => SeatView, { nullable: true })
  ownSeat(@Ctx() context: SellersContext, @Root() session: SessionRow) {
    return context.loader(ownSeats).load(session.id);
  }
  @FieldResolver(() => [SessionActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() session: SessionRow) {
    const nowMs = context.clock.now();
    const acts: ('cancel' | 'sign-up')[] = sessionLifecycle
      .available(session, rolesOf(context.actor), nowMs)
      .filter((act) => act === 'cancel');
    if (session.state !== 'planned' || nowMs >= session.endsAtMs || session.seatsTaken >= session.seatsMax) return acts;
    const seat = await context.loader(ownSeats).load(session.id);
    if (seat && seat.state !== 'left') return acts;
    return (await context.loader(placesFor).load(session.audience)) ? [...acts, 'sign-up' as const] : acts;
  }
}

@Resolver(() => SeatView)
export class SeatResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() seat: SeatRow): string {
    return seatLifecycle.texts[seat.state];
  }
  @FieldResolver(() => String, { description: 'Masked, with their post.' })
  called(@Ctx() context: SellersContext, @Root() seat: SeatRow) {
    return calledOn(context, seat);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() seat: SeatRow) {
    return partyOf(context, seat);
  }
  @FieldResolver(() => [SeatActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: SellersContext, @Root() seat: SeatRow) {
    const isOwn = seat.accountId === applicantId(context);
    const parts = isOwn ? ['attendee'] : rolesOf(context.actor);
    // Who gave a seat back takes one again at its session.
    return seatLifecycle.available(seat, parts, context.clock.now()).filter((act) => act !== 'return');
  }
}

@Resolver(() => SittingView)
export class SittingResolver {
  @Query(() => SittingConnection, {
    description: "Exams: one's own, everybody's for overseers. The newest first, or sorted.",
  })
  examSittings(
    @Ctx() context: SellersContext,
    @Args(() => SittingPage) page: SortedPage,
    @Arg('state', () => ExamStates, { nullable: true, description: 'Only exams in this state.' })
    state?: SittingState,
  ) {
    return sittingsPage(context, state, page);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() sitting: SittingRow): string {
    return sittingLifecycle.texts[sitting.state];
  }
  @FieldResolver(() => Int, { description: 'Of 100; that much passes.' })
  passScore(@Root() { kind }: SittingRow): number {
    return passScoreOf(kind);
  }
  @FieldResolver(() => String, { description: 'Masked, with their post.' })
  called(@Ctx() context: SellersContext, @Root() sitting: SittingRow) {
    return calledOn(context, sitting);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() sitting: SittingRow) {
    return partyOf(context, sitting);
  }
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [QuestionView], { description: 'To whoever sits it, while it is open.' })
  questions(@Ctx() context: SellersContext, @Root() sitting: SittingRow): readonly QuestionView[] {
    const paper = paperOf(sitting.kind);
    const isOwn = sitting.accountId === applicantId(context);
    return paper && isOwn && sitting.state === 'open' ? drawn(paper, sitting.id) : [];
  }
  @FieldResolver(() => [ExamActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: SellersContext, @Root() sitting: SittingRow): ('submit' | 'confirm')[] {
    const { actor, clock } = context;
    if (sitting.state === 'open')
      return sitting.accountId === applicantId(context) && clock.now() < sitting.dueAtMs ? ['submit'] : [];
    const isOthers = ![sitting.markedBy, sitting.accountId].includes(actor.id);
    return sitting.state === 'marked' && isOthers && mayExamine(context) ? ['confirm'] : [];
  }
}

@Resolver(() => TopicView)
export class OwnTrainingResolver {
  @Directive('@listSize(assumedSize: 10)')
  @Query(() => [TrainingView], { description: 'What the caller has passed: certificates, the newest first.' })
  myTrainings(@Ctx() context: SellersContext) {
    return ownTrainings(context);
  }
  @Directive('@listSize(assumedSize: 6)')
  @Query(() => [TopicView], { description: 'What the caller can be examined in.' })
  examTopics(@Ctx() context: SellersContext): Promise<TopicView[]> {
    return ownTopics(context);
  }
  @FieldResolver(() => PartyView, { nullable: true, description: 'For which business its certificate is.' })
  party(@Ctx() context: SellersContext, @Root() topic: TopicView) {
    return partyOf(context, topic);
  }
}

@Resolver(() => UntrainedView)
export class UntrainedResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [UntrainedView], { description: 'Who must be trained and is not, the soonest due first.' })
  untrained(@Ctx() context: SellersContext): Promise<UntrainedPerson[]> {
    return untrainedPeople(context);
  }
  @FieldResolver(() => String, { description: 'Masked, with their post.' })
  called(@Ctx() context: SellersContext, @Root() person: UntrainedPerson) {
    return calledOn(context, person);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() person: UntrainedPerson) {
    return partyOf(context, person);
  }
}
