import { YES } from '@heitu/kit/data/entities';
import { DateTime } from '@heitu/kit/rules/graphql';
import { endOfChinaDate, chinaDate } from '@heitu/kit/rules/calendar';
import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { ServiceChannel } from '../complaints/complaint.policy.ts';
import type { TrustContext } from '../context.ts';
import { ServiceChannels, ShiftActs } from '../enums.ts';
import { canSignOn, shiftsBetween, type ShiftAct } from './shift.policy.ts';

@ObjectType('ShiftToday', { description: 'A shift that is worked today, and whether whoever has it came.' })
export class ShiftTodayView {
  @Field(() => ID) id: string;
  @Field(() => ServiceChannels) channel: ServiceChannel;
  @Field() person: string;
  @Field(() => DateTime, { name: 'startsAt' }) startsAtMs: number;
  @Field(() => DateTime, { name: 'endsAt' }) endsAtMs: number;
  @Field(() => DateTime, { name: 'signedOnAt', nullable: true }) signedOnAtMs: number | null;
  @Field(() => [ShiftActs], { description: 'What the caller can do with it now.' }) availableActions: ShiftAct[];
}

@Resolver()
export class ShiftsResolver {
  @Query(() => [ShiftTodayView], { description: 'Who is on duty today, the earliest first.' })
  async shiftsToday(@Ctx() { rows, clock, vault }: TrustContext): Promise<ShiftTodayView[]> {
    const nowMs = clock.now();
    const date = chinaDate(nowMs);
    const shifts = await rows.selectFrom('DutyShift').selectAll().where('active', '=', YES).execute();
    const signed = await rows.selectFrom('DutySignOn').select(['shiftId', 'atMs']).where('date', '=', date).execute();
    const today = await Promise.all(
      shifts.flatMap((shift) => {
        const [on] = shiftsBetween(shift, nowMs, endOfChinaDate(date) - 1);
        if (!on) return [];
        const signedOnAtMs = signed.find(({ shiftId }) => shiftId === shift.id)?.atMs ?? null;
        const availableActions: ShiftAct[] = signedOnAtMs === null && canSignOn(on, nowMs) ? ['sign-on'] : [];
        return (async () => ({
          id: shift.id,
          channel: shift.channel,
          person: await vault.openTextUnrecorded(shift.id, shift.person),
          startsAtMs: on.startsAtMs,
          endsAtMs: on.endsAtMs,
          signedOnAtMs,
          availableActions,
        }))();
      }),
    );
    return today.sort((a, b) => a.startsAtMs - b.startsAtMs);
  }
}
