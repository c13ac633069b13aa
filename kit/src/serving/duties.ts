import { Arg, Ctx, Directive, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../data/context.ts';
import { dutyCounts, openFirst, owedIn, type DutyCount, type OwedDuty, type RoomDuties } from '../data/duties.ts';
import { SafeInt } from '../rules/graphql.ts';

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType('OwedDuty')
class OwedDutyOfRoom implements OwedDuty {
  @Field(() => String) duty: OwedDuty['duty'];
  @Field() subject: string;
  @Field() title: string;
  @Field() period: string;
  @Field(() => String, { nullable: true }) partyId: string | null;
  @Field(() => SafeInt, { nullable: true }) amountFen: number | null;
  @Field(() => SafeInt) sinceMs: number;
  @Field(() => SafeInt) dueAtMs: number;
  @Field(() => SafeInt, { nullable: true }) doneAtMs: number | null;
}
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType('CountedDuty')
class CountedDuty implements DutyCount {
  @Field(() => String) duty: DutyCount['duty'];
  @Field(() => Int) ahead: number;
  @Field(() => Int) missed: number;
  @Field(() => Int) late: number;
  @Field(() => Int) done: number;
}
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType('DutiesOwed')
class DutiesOwed {
  @Field(() => [CountedDuty]) counts: DutyCount[];
  @Field(() => [OwedDutyOfRoom], { description: 'At most 500, what is not done first.' }) items: OwedDuty[];
}

/** What a room owes in a window: asked by the room that makes one calendar of all of them. */
export function dutiesResolver(name: string, duties: RoomDuties): Function {
  @Resolver()
  class DutiesResolver {
    @Directive('@inaccessible')
    @Query(() => DutiesOwed, {
      name: `${name}Duties`,
      description: 'What this subgraph answers for that is due in the window, computed from what is there.',
    })
    async duties(
      @Ctx() context: Context,
      @Arg('fromMs', () => String) fromMs: string,
      @Arg('toMs', () => String) toMs: string,
    ): Promise<DutiesOwed> {
      const owed = await owedIn(duties, context, { fromMs: Number(fromMs), toMs: Number(toMs) });
      return { counts: dutyCounts(owed, context.clock.now()), items: openFirst(owed) };
    }
  }
  return DutiesResolver;
}
