import { fromJson } from '@heitu/kit/rules/typed-json';
import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { BY_WHO_ASKS, SAME_FOR_ALL, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { clauseOf, DEVIATIONS, OVERSEERS, inWorkingDays, WORKING_DAYS } from '@heitu/standard';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ASSESSMENT_RULES_TEXT } from '../conduct/assessment.policy.ts';
import { CREDIT_FORMULA_TEXT } from '../conduct/credit.policy.ts';
import type { TrustContext } from '../context.ts';
import { PublicDocumentActs, PublicDocumentKinds } from '../enums.ts';
import { agreementsOwed } from './agreements-owed.ts';
import {
  ahead,
  changesOf,
  commentsOf,
  documentActions,
  inForce,
  inForceOf,
  documentsStatingFee,
} from './document.loader.ts';
import { documentLifecycle } from './document.lifecycle.ts';
import {
  DUTY_CHANNELS,
  DUTY_MINUTES_MIN,
  REGISTER_PARTS,
  staffedMinutes,
  type DocumentKind,
} from './disclosure.policy.ts';
import {
  AgreementConfirmed,
  AgreementsOwed,
  DeviationView,
  DocumentChangeView,
  DocumentCommentView,
  PublicDocumentView,
  PromisedTime,
  PublicServicePageView,
  ResponseTimeView,
  TechnicalRegisterPartView,
} from './disclosure.view.ts';
import { measuredTimes } from './response-times.ts';
import { YES } from '@heitu/kit/data/entities';
import { keysOf } from '@heitu/kit/rules/checked';

const MEASURED_OVER_MS = 90 * DAY_MS;
const VERSIONS_MAX = 200;
const ROSTER_MAX = 500;
const REGISTER_MAX = 2000;

async function responseTimes(context: TrustContext): Promise<ResponseTimeView[]> {
  const measured = await measuredTimes(context, context.clock.now() - MEASURED_OVER_MS);
  return measured.map((row) => ({
    ...row,
    measuredHours: row.medianMs === null ? null : Math.round((row.medianMs / HOUR_MS) * 10) / 10,
  }));
}

@Resolver(() => PublicDocumentView)
export class PublicDocumentResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [PublicDocumentActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: TrustContext, @Root() { id }: PublicDocumentView) {
    return context.loader(documentActions).load(id);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: PublicDocumentView): string {
    return documentLifecycle.texts[state];
  }
  @FieldResolver(() => [DocumentChangeView], { description: 'What it says otherwise than the version before it.' })
  changes(@Ctx() context: TrustContext, @Root() { id }: PublicDocumentView) {
    return context.loader(changesOf).load(id);
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => [DocumentCommentView], { description: 'The newest; what is not answered yet is shown to few.' })
  comments(@Ctx() context: TrustContext, @Root() { id }: PublicDocumentView) {
    return context.loader(commentsOf).load(id);
  }
}
@Resolver(() => DocumentCommentView)
export class DocumentCommentResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => String, { nullable: true, description: 'For the operator, and for whoever said it.' })
  text(
    @Ctx() { actor, vault }: TrustContext,
    @Root() said: DocumentCommentView & { accountId: string; text: SealedText },
  ) {
    const sees = said.accountId === actor.id || hasRole(actor, 'operator-admin');
    return sees ? vault.openText(said.accountId, said.text, 'comment') : null;
  }
}
@Resolver()
export class DisclosureResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => PublicServicePageView, {
    description: 'What the law has the operator show to everybody: who it is, its rules, fees and complaint desk.',
  })
  async publicServicePage(@Ctx() context: TrustContext): Promise<PublicServicePageView> {
    const { rows, vault } = context;
    const documents = await inForce(context, context.clock.now()).orderBy('d.kind').execute();
    const shifts = await rows
      .selectFrom('DutyShift')
      .selectAll()
      .where('active', '=', YES)
      .orderBy('channel')
      .orderBy('weekday')
      .orderBy('startsMinute')
      .limit(ROSTER_MAX)
      .execute();
    // Whom one reaches is published: no look at somebody's data.
    const dutyRoster = await Promise.all(
      shifts.map(async (shift) => ({ ...shift, person: await vault.openTextUnrecorded(shift.id, shift.person) })),
    );
    const { count } = await rows
      .selectFrom('CovenantMember')
      .where('leftAtMs', 'is', null)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return {
      documents,
      ahead: await ahead(context),
      dutyRoster,
      staffedHours: DUTY_CHANNELS.map((channel) => ({
        channel,
        hoursAWeek: staffedMinutes(dutyRoster.filter((shift) => shift.channel === channel)) / 60,
        hoursAWeekMin: DUTY_MINUTES_MIN[channel] / 60,
      })),
      responseTimes: await responseTimes(context),
      creditFormula: CREDIT_FORMULA_TEXT,
      assessmentRules: ASSESSMENT_RULES_TEXT,
      covenantMemberCount: Number(count),
    };
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => String, { nullable: true, description: 'The newest published service phone (6.6.b).' })
  async servicePhone(@Ctx() context: TrustContext): Promise<string | null> {
    return (await inForceOf(context, context.clock.now(), 'service-phone'))?.text ?? null;
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => [PromisedTime], {
    description: 'How soon what is done, as published; what is measured beside it: responseTimes.',
  })
  promisedTimes(): PromisedTime[] {
    return keysOf(WORKING_DAYS).map((promise) => ({
      promise,
      days: WORKING_DAYS[promise].days,
      text: inWorkingDays(promise),
    }));
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => [DeviationView], { description: 'Where laws keep the platform from the letter of the standard.' })
  deviations(): DeviationView[] {
    return DEVIATIONS.map((row) => ({ ...row, title: clauseOf(row.clause).title }));
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => [ResponseTimeView], { description: 'How soon things were done of late, as measured.' })
  responseTimes(@Ctx() context: TrustContext) {
    return responseTimes(context);
  }
  @Query(() => [PublicDocumentView], { description: 'Every version of one kind, newest first.' })
  publicDocuments(
    @Ctx() context: TrustContext,
    @Arg('kind', () => PublicDocumentKinds, { description: 'Of which document.' }) kind: DocumentKind,
  ) {
    return context.rows
      .selectFrom('PublicDocument')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('version', 'desc')
      .limit(VERSIONS_MAX)
      .execute();
  }
  @Query(() => [AgreementConfirmed], { nullable: true, description: 'Which versions of agreements I have confirmed.' })
  myAgreements(@Ctx() context: TrustContext) {
    return context.rows
      .selectFrom('AgreementConfirmation')
      .select(['kind', 'version'])
      .where('accountId', '=', context.actor.id)
      .orderBy('version', 'desc')
      .limit(VERSIONS_MAX)
      .execute();
  }
  @Directive('@inaccessible')
  @Query(() => [String], { description: "The titles of documents in force that name a rate of the platform's fee." })
  documentsStatingFee(@Ctx() context: TrustContext): Promise<string[]> {
    return documentsStatingFee(context);
  }
  @Directive('@inaccessible')
  @Query(() => AgreementsOwed, { description: 'Nobody trades who has not said yes to what binds them.' })
  agreementsOwed(
    @Ctx() context: TrustContext,
    @Arg('accountId', () => ID) accountId: string,
    @Arg('partyIds', () => [ID]) partyIds: string[],
  ): Promise<AgreementsOwed> {
    return agreementsOwed(context, accountId, partyIds);
  }
  @Query(() => [TechnicalRegisterPartView], { description: 'The technical register in eight parts (5.2.d).' })
  async technicalRegister(@Ctx() context: TrustContext) {
    const today = chinaDate(context.clock.now());
    const items = await context.rows
      .selectFrom('TechnicalItem')
      .selectAll()
      .where('supersededAtMs', 'is', null)
      .orderBy('clause')
      .orderBy('id')
      .limit(REGISTER_MAX)
      .execute();
    // How the platform is protected is for those who run and supervise it.
    const seesDetail = hasRole(context.actor, ...OVERSEERS.platform);
    return REGISTER_PARTS.map((row) => ({
      ...row,
      items: items
        .filter((item) => item.part === row.part)
        .map((item) => ({
          ...item,
          detail: seesDetail ? item.detail : '',
          seen: seesDetail && item.seen !== null ? fromJson(item.seen) : null,
          isValid: item.validUntil === null || item.validUntil >= today,
        })),
    }));
  }
}
