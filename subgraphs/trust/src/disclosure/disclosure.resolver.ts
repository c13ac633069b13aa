import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { clauseOf, DEVIATIONS, OVERSEERS, inWorkingDays, WORKING_DAYS } from '@heitu/standard';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ASSESSMENT_RULES_TEXT } from '../conduct/assessment.policy.ts';
import { CREDIT_FORMULA_TEXT } from '../conduct/credit.policy.ts';
import type { TrustContext } from '../context.ts';
import { PublicDocumentActs, PublicDocumentKinds } from '../enums.ts';
import { documentActions } from './disclosure.loader.ts';
import {
  DUTY_CHANNELS,
  DUTY_MINUTES_MIN,
  REGISTER_PARTS,
  staffedMinutes,
  type DocumentKind,
} from './disclosure.policy.ts';
import {
  AgreementConfirmed,
  DeviationView,
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
  @FieldResolver(() => [PublicDocumentActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: TrustContext, @Root() { id }: PublicDocumentView) {
    return context.loader(documentActions).load(id);
  }
}
@Resolver()
export class DisclosureResolver {
  @Query(() => PublicServicePageView, {
    description: 'What the law has the operator show to everybody: who it is, its rules, fees and complaint desk.',
  })
  async publicServicePage(@Ctx() context: TrustContext): Promise<PublicServicePageView> {
    const { rows, vault } = context;
    const documents = await rows
      .selectFrom('PublicDocument as d')
      .selectAll('d')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('PublicDocument as newer')
              .select('newer.id')
              .whereRef('newer.kind', '=', 'd.kind')
              .whereRef('newer.version', '>', 'd.version'),
          ),
        ),
      )
      .orderBy('d.kind')
      .execute();
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
  async servicePhone(@Ctx() { rows }: TrustContext): Promise<string | null> {
    const newest = await rows
      .selectFrom('PublicDocument')
      .select('text')
      .where('kind', '=', 'service-phone')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest?.text ?? null;
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
          isValid: item.validUntil === null || item.validUntil >= today,
        })),
    }));
  }
}
