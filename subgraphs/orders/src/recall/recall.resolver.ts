import { rolesOf } from '@heitu/kit/rules/actor';
import { given } from '@heitu/kit/data/given';
import { PageArgs, SAME_FOR_ALL_NOW } from '@heitu/kit/rules/graphql';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { OrdersContext, Row } from '../context.ts';
import { RecallCaseStates, RecallRowStates } from '../enums.ts';
import { LotStub, PartyStub } from '../foreign/foreign.view.ts';
import { ordersById } from '../order/order.loader.ts';
import { OrderView } from '../order/order.view.ts';
import { desksIn, partsIn } from '../order/parts-in.ts';
import { levelText, RECALL_ADVICE, timesBasis } from './recall.policy.ts';
import { recallCaseLifecycle, type RecallCaseState } from './recall-case.lifecycle.ts';
import {
  codesByCase,
  figuresByCase,
  liesSealedWith,
  recallCasesById,
  recallCaseVisibleTo,
  recallNoticesById,
  recallRowsById,
  recallRowVisibleTo,
  seesRecalls,
  unitsByCase,
} from './recall.loader.ts';
import { reportsByCase } from './recall-report.loader.ts';
import { recallRowLifecycle, type RecallRowState } from './recall-row.lifecycle.ts';
import {
  RecallCaseActionView,
  RecallCaseConnection,
  RecallCaseView,
  RecallFiguresView,
  RecallNoticeConnection,
  RecallNoticeView,
  RecallReportView,
  RecallRowActionView,
  RecallRowConnection,
  RecallRowView,
} from './recall.view.ts';

type CaseRow = Row<'RecallCase'>;
type GoodsRow = Row<'RecallRow'>;

@Resolver(() => RecallCaseView)
export class RecallCaseResolver {
  @Query(() => RecallCaseConnection, { description: "One's own recalls; everybody's for overseers. Newest first." })
  recallCases(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => RecallCaseStates, { nullable: true, description: 'Only those in this state.' })
    state?: RecallCaseState,
    @Arg('toDestroy', () => Boolean, {
      nullable: true,
      description: 'Only those of which goods lie sealed with a seller for whom the caller acts.',
    })
    toDestroy?: boolean,
  ) {
    const query = context.rows
      .selectFrom('RecallCase')
      .selectAll()
      .where(recallCaseVisibleTo(context.actor))
      .where((eb) => eb.and(given({ state })))
      .$if(toDestroy === true, (asked) => asked.where(liesSealedWith(context.actor)));
    return newestFirst(query, page, { at: 'openedAtMs' });
  }
  @Query(() => RecallCaseView, { nullable: true, description: 'One recall; null where the caller has no part in it.' })
  recallCase(@Ctx() context: OrdersContext, @Arg('id', () => ID, { description: 'The recall.' }) id: string) {
    return context.loader(recallCasesById).load(id);
  }
  @Query(() => RecallRowConnection, { description: 'Goods of a recall, as far as the caller may see them.' })
  recallRows(
    @Ctx() context: OrdersContext,
    @Arg('caseId', () => ID, { description: 'The recall.' }) caseId: string,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => RecallRowStates, { nullable: true, description: 'Only those in this state.' })
    state?: RecallRowState,
  ) {
    const query = context.rows
      .selectFrom('RecallRow')
      .selectAll()
      .where('caseId', '=', caseId)
      .where(recallRowVisibleTo(context.actor))
      .where((eb) => eb.and(given({ state })));
    return newestFirst(query, page);
  }
  @Query(() => RecallRowConnection, { description: 'What the caller bought that was called back, newest first.' })
  myRecalls(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => RecallRowStates, { nullable: true, description: 'Only those in this state.' })
    state?: RecallRowState,
  ) {
    const query = context.rows
      .selectFrom('RecallRow')
      .selectAll()
      .where('buyerAccountId', '=', context.actor.id)
      .where((eb) => eb.and(given({ state })));
    return newestFirst(query, page);
  }
  @Directive(SAME_FOR_ALL_NOW)
  @Query(() => RecallNoticeConnection, { description: 'Recalls, as anybody may read them; newest first.' })
  recallNotices(@Ctx() context: OrdersContext, @Args(() => PageArgs) page: PageArgs) {
    return newestFirst(context.rows.selectFrom('RecallCase').selectAll(), page, { at: 'openedAtMs' });
  }

  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: CaseRow): string {
    return recallCaseLifecycle.texts[state];
  }
  @FieldResolver(() => String)
  levelText(@Root() { level }: CaseRow): string {
    return levelText(level);
  }
  @FieldResolver(() => String)
  timesBasis(@Root() { level }: CaseRow): string {
    return timesBasis(level);
  }
  @FieldResolver(() => LotStub, { nullable: true })
  lot(@Root() { lotId: id }: CaseRow): LotStub {
    return { id };
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: 'Whose lot it is.' })
  party(@Root() { partyId: id }: CaseRow): PartyStub {
    return { id };
  }
  @FieldResolver(() => RecallFiguresView)
  figures(@Root() { id }: CaseRow, @Ctx() context: OrdersContext) {
    return context.loader(figuresByCase).load(id);
  }
  @FieldResolver(() => [RecallReportView], { description: 'What was issued to the authority, the newest first.' })
  reports(@Root() { id }: CaseRow, @Ctx() context: OrdersContext) {
    return context.loader(reportsByCase).load(id);
  }
  @FieldResolver(() => [RecallCaseActionView])
  availableActions(@Root() row: CaseRow, @Ctx() { actor, clock }: OrdersContext): RecallCaseActionView[] {
    return recallCaseLifecycle
      .available(row, rolesOf(actor), clock.now())
      .filter((action) => action !== 'confirm-closure' || row.proposedBy !== actor.id)
      .map((action) => ({ action, label: recallCaseLifecycle.labels[action] }));
  }
}

@Resolver(() => RecallRowView)
export class RecallRowResolver {
  @Query(() => RecallRowView, {
    nullable: true,
    description: 'Some goods that were called back; null where the caller has no part in them.',
  })
  recallRow(@Ctx() context: OrdersContext, @Arg('id', () => ID, { description: 'The goods.' }) id: string) {
    return context.loader(recallRowsById).load(id);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as whoever asks reads it.' })
  stateLabel(@Root() row: GoodsRow, @Ctx() { actor }: OrdersContext): string {
    return recallRowLifecycle.textFor(row, desksIn(actor, row, 'lots'));
  }
  @FieldResolver(() => OrderView, { nullable: true, description: 'Null where they were found in the store.' })
  order(@Root() { orderId }: GoodsRow, @Ctx() context: OrdersContext) {
    return orderId && context.loader(ordersById).load(orderId);
  }
  @FieldResolver(() => RecallNoticeView, { nullable: true, description: 'Which recall it is.' })
  recall(@Root() { caseId }: GoodsRow, @Ctx() context: OrdersContext) {
    return context.loader(recallNoticesById).load(caseId);
  }
  @FieldResolver(() => String, { nullable: true })
  callNote(@Root() { callNote }: GoodsRow, @Ctx() { actor }: OrdersContext) {
    return seesRecalls(actor) ? callNote : null;
  }
  @FieldResolver(() => [RecallRowActionView])
  availableActions(@Root() row: GoodsRow, @Ctx() { actor, clock }: OrdersContext): RecallRowActionView[] {
    return recallRowLifecycle
      .available(row, partsOf(row, actor), clock.now())
      .map((action) => ({ action, label: recallRowLifecycle.labels[action] }));
  }
}

/** What somebody is in these goods. */
const partsOf = (row: GoodsRow, actor: OrdersContext['actor']): string[] => [
  ...partsIn(actor, row, 'lots'),
  ...rolesOf(actor).filter((role) => role === 'operator-admin' || role === 'reviewer'),
];

@Resolver(() => RecallNoticeView)
export class RecallNoticeResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: CaseRow): string {
    return recallCaseLifecycle.texts[state];
  }
  @FieldResolver(() => String)
  advice(@Root() { hazard, state }: CaseRow): string {
    return state === 'closed' ? '这次召回已经办完；手里还有的，请不要食用，联系商家。' : RECALL_ADVICE[hazard];
  }
  @FieldResolver(() => [String])
  async lotCodes(@Root() { id, lotCode }: CaseRow, @Ctx() context: OrdersContext): Promise<string[]> {
    return [...new Set([lotCode, ...(await context.loader(codesByCase).load(id))])];
  }
  @FieldResolver()
  async units(@Root() { id }: CaseRow, @Ctx() context: OrdersContext): Promise<number> {
    return (await context.loader(unitsByCase).load(id))?.units ?? 0;
  }
  @FieldResolver()
  async recoveredUnits(@Root() { id }: CaseRow, @Ctx() context: OrdersContext): Promise<number> {
    return (await context.loader(unitsByCase).load(id))?.recoveredUnits ?? 0;
  }
}
