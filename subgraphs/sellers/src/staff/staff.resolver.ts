import { ERASED_TEXT, maskName } from '@heitu/kit/privacy/vault';
import { StaffRights } from '@heitu/kit/rules/shared-enums';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { StaffRight } from '@heitu/standard';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isOwnParty, managedParties } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { StaffActs } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { staffLifecycle } from './staff.lifecycle.ts';
import type { StaffRow, TrainingRow } from './staff.loader.ts';
import { TRAINING_KINDS, isOneself } from './staff.policy.ts';
import { StaffView, TrainingView } from './staff.view.ts';

@Resolver(() => StaffView)
export class StaffResolver {
  @FieldResolver(() => String, { description: 'Masked for overseers.' })
  async name(@Ctx() context: SellersContext, @Root() staff: StaffRow) {
    const isManaged =
      managedParties(context).includes(staff.partyId) ||
      (await context.loader(partiesById).load(staff.partyId))?.applicantAccountId === context.actor.id;
    if (!isManaged) return context.vault.openMasked(staff.accountId, staff.nameSealed, maskName);
    return (await context.vault.open(staff.accountId, staff.nameSealed, 'name')) ?? ERASED_TEXT;
  }
  @FieldResolver(() => [StaffRights])
  rights(@Root() staff: StaffRow): StaffRight[] {
    return fromJson(staff.rights);
  }
  @FieldResolver(() => Boolean)
  isActive(@Root() staff: StaffRow) {
    return !!staff.isActive;
  }
  @FieldResolver(() => [StaffActs], { description: 'What the caller can do with them now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() staff: StaffRow) {
    const party = await context.loader(partiesById).load(staff.partyId);
    return party && isOwnParty(context, party, 'staff') && !isOneself(staff, context.actor.id)
      ? staffLifecycle.available(staff, OF_PARTY, context.clock.now())
      : [];
  }
}

@Resolver(() => TrainingView)
export class TrainingResolver {
  @FieldResolver(() => String, { description: 'Chinese.' })
  title(@Root() training: TrainingRow) {
    return TRAINING_KINDS[training.kind].title;
  }
  @FieldResolver(() => Boolean)
  passed(@Root() training: TrainingRow) {
    return !!training.passed;
  }
  @FieldResolver(() => Boolean, { description: 'The platform examined it; false: a paper that its people filed.' })
  isExamined(@Root() training: TrainingRow) {
    return training.sittingId !== null;
  }
}
