import { PARTY_KIND_TITLES } from '@heitu/standard';
import { chinaDate } from '@heitu/kit/rules/calendar';
import {
  DateTime,
  decodeCursor,
  encodeCursor,
  pageOf,
  pageSize,
  SAME_FOR_ALL,
  SAME_FOR_STRANGERS,
} from '@heitu/kit/rules/graphql';
import type { StaffRight } from '@heitu/standard';
import { maskName, maskPhone, maskMiddle } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { isOverseer, isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { PartyActs } from '../enums.ts';
import { contractsOfParty } from '../contract/contract.loader.ts';
import { ContractView } from '../contract/contract.view.ts';
import { DOCUMENT_TYPES, isDisclosed } from '../filing/document-types.table.ts';
import { compulsoryOf } from '../filing/compulsory.policy.ts';
import { partyActions } from '../filing/filing-actions.ts';
import { documentsOfParty, filingsOfParty, remindersOfParty } from '../filing/filing.loader.ts';
import { CompulsoryDocument, DocumentView, FilingView, ReminderView } from '../filing/filing.view.ts';
import { shopsOfParty } from '../shop/shop.loader.ts';
import { ShopView } from '../shop/shop.view.ts';
import { staffOfParty, trainingsOfParty } from '../staff/staff.loader.ts';
import { StaffView, TrainingView } from '../staff/staff.view.ts';
import {
  measuresOfParty,
  ownParties,
  partiesById,
  partiesSorted,
  registerPage,
  type PartyRow,
} from './party.loader.ts';
import { STANDINGS, tradesUnderCompanyName } from './party.policy.ts';
import {
  DisclosedLicence,
  ExemptionDeclaration,
  PartyConnection,
  PartyIdentity,
  PartyMeasureView,
  PartyPage,
  PartyView,
  RegisterConnection,
  RegisterPageArgs,
} from './party.view.ts';

/** To its own people, whoever applied for it among them. */
const inFull = (plain: string): string => plain;
const isBusiness = (party: PartyRow): boolean => tradesUnderCompanyName(party.kind);
/**
 * Whether this actor sees of a party what is not public: its papers and people are for those of its staff who may
 * change them.
 */
const seesAll = (context: SellersContext, party: PartyRow, right: StaffRight = 'shop'): boolean =>
  isOwnParty(context, party, right) || isOverseer(context);

async function licencesOf(context: SellersContext, party: PartyRow): Promise<DisclosedLicence[]> {
  if (!isBusiness(party)) return [];
  const today = chinaDate(context.clock.now());
  const documents = (await context.loader(documentsOfParty).load(party.id)) ?? [];
  return documents
    .filter((document) => document.state === 'accepted' && isDisclosed(document.type))
    .map(({ type, number, issuer, validFrom, validUntil }) => ({
      type,
      number,
      issuer,
      validFrom,
      validUntil,
      title: DOCUMENT_TYPES[type].title,
      valid: validFrom <= today && (validUntil === null || validUntil >= today),
    }));
}

@Resolver(() => PartyView)
export class PartyResolver {
  @Query(() => PartyView, { nullable: true, description: 'One party; what the caller may not see of it is null.' })
  party(@Ctx() context: SellersContext, @Arg('id', () => ID, { description: 'The party.' }) id: string) {
    return context.loader(partiesById).load(id);
  }

  @Query(() => [PartyView], { description: 'Parties that the caller applied for or acts for.' })
  myParties(@Ctx() context: SellersContext) {
    return ownParties(context);
  }

  @Query(() => PartyConnection, {
    description: 'Every party, for overseers; newest first, or sorted.',
  })
  parties(@Ctx() context: SellersContext, @Args(() => PartyPage) page: PartyPage) {
    return partiesSorted(context, page);
  }

  @Directive(SAME_FOR_ALL)
  @Query(() => RegisterConnection, { description: 'Who may do business on the platform, for anybody; newest first.' })
  async publicRegister(@Ctx() context: SellersContext, @Args(() => RegisterPageArgs) page: RegisterPageArgs) {
    const first = pageSize(page);
    const rows = await registerPage(context, { kind: page.kind }, first, decodeCursor(page.after, 'string')?.[0]);
    const entries = await Promise.all(
      rows.map(async (party) => ({
        partyId: party.id,
        kind: party.kind,
        kindTitle: PARTY_KIND_TITLES[party.kind],
        name: party.name,
        creditCode: party.creditCode,
        inGoodStanding: party.standing === 'good',
        stateLabel: STANDINGS[party.standing].title,
        validUntil: party.validUntil,
        divisionCode: party.divisionCode.slice(0, 6),
        licences: await licencesOf(context, party),
        party,
      })),
    );
    return pageOf(entries, first, (entry) => encodeCursor(entry.partyId), page.after);
  }

  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => String, { description: 'The registered name; of a farmer only the family name to the public.' })
  name(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return party.fullName && (isOwnParty(context, party) || isOverseer(context))
      ? context.vault.openText(party.id, party.fullName, 'name')
      : party.name;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Unified social credit code.' })
  creditCode(@Root() party: PartyRow) {
    return party.creditCode;
  }
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => String, { nullable: true })
  address(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    // Where a business can be found is public by law (E-commerce Law 15): no look at anybody.
    if (isBusiness(party)) return context.vault.openTextUnrecorded(party.id, party.address);
    return seesAll(context, party) ? context.vault.openText(party.id, party.address, 'address') : null;
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => String, { description: 'Chinese.' })
  kindTitle(@Root() party: PartyRow) {
    return PARTY_KIND_TITLES[party.kind];
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() party: PartyRow) {
    return STANDINGS[party.standing].title;
  }
  @FieldResolver(() => Boolean)
  inGoodStanding(@Root() party: PartyRow) {
    return party.standing === 'good';
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => [DisclosedLicence])
  licences(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return licencesOf(context, party);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => ExemptionDeclaration, { nullable: true })
  exemption(@Root() party: PartyRow): ExemptionDeclaration | null {
    const { exemptionReason: reason, exemptionDeclaration: declaration, exemptionDeclaredAtMs: declaredAtMs } = party;
    return reason && declaration !== null && declaredAtMs !== null ? { reason, declaration, declaredAtMs } : null;
  }
  @FieldResolver(() => [ShopView])
  async shops(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return (await context.loader(shopsOfParty).load(party.id)) ?? [];
  }

  @FieldResolver(() => PartyIdentity, {
    nullable: true,
    description: 'In full for its own people, masked for overseers (revealIdentity shows it, on the record).',
  })
  async identity(@Ctx() context: SellersContext, @Root() party: PartyRow): Promise<PartyIdentity | null> {
    if (!seesAll(context, party)) return null;
    const isOwn = isOwnParty(context, party, 'shop');
    const open = (sealed: string, mask: (plain: string) => string) => context.vault.openMasked(party.id, sealed, mask);
    const [name, phone] = isOwn ? [inFull, inFull] : [maskName, maskPhone];
    return {
      legalRepresentative: await open(party.legalRepresentativeSealed, name),
      residentIdNumber:
        party.residentIdNumberSealed &&
        (await open(party.residentIdNumberSealed, (number) => maskMiddle(number, 6, 4))),
      contactName: await open(party.contactNameSealed, name),
      contactPhone: await open(party.contactPhoneSealed, phone),
    };
  }
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'The check digit of its credit code is wrong: verify by hand.',
  })
  creditCodeIsDoubtful(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? !!party.creditCodeIsDoubtful : null;
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'When it must be looked at again (6.4).' })
  reReviewDueAt(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? party.reReviewDueAtMs : null;
  }
  @FieldResolver(() => [DocumentView], { nullable: true })
  async documents(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? ((await context.loader(documentsOfParty).load(party.id)) ?? []) : null;
  }
  @FieldResolver(() => [CompulsoryDocument], {
    nullable: true,
    description: 'What it must file before it can be approved.',
  })
  compulsoryDocuments(@Ctx() context: SellersContext, @Root() party: PartyRow): CompulsoryDocument[] | null {
    return seesAll(context, party) ? compulsoryOf(party.kind) : null;
  }
  @FieldResolver(() => [PartyActs], { description: 'What the caller can do for it now.' })
  availableActions(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return partyActions(context, party);
  }
  @FieldResolver(() => [FilingView], { nullable: true, description: 'The newest first.' })
  async filings(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? ((await context.loader(filingsOfParty).load(party.id)) ?? []) : null;
  }
  @FieldResolver(() => [StaffView], { nullable: true })
  async staff(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return isOwnParty(context, party) || isOverseer(context)
      ? ((await context.loader(staffOfParty).load(party.id)) ?? [])
      : null;
  }
  @FieldResolver(() => [TrainingView], { nullable: true })
  async trainings(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return isOwnParty(context, party) || isOverseer(context)
      ? ((await context.loader(trainingsOfParty).load(party.id)) ?? [])
      : null;
  }
  @FieldResolver(() => [ContractView], { nullable: true })
  async contracts(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party, 'finance') ? ((await context.loader(contractsOfParty).load(party.id)) ?? []) : null;
  }
  @FieldResolver(() => [PartyMeasureView], { nullable: true })
  async measuresTaken(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? ((await context.loader(measuresOfParty).load(party.id)) ?? []) : null;
  }
  @FieldResolver(() => [ReminderView], { nullable: true })
  async reminders(@Ctx() context: SellersContext, @Root() party: PartyRow) {
    return seesAll(context, party) ? ((await context.loader(remindersOfParty).load(party.id)) ?? []) : null;
  }
}
