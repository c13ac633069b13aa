import { YES } from '@heitu/kit/data/entities';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { statement } from '@heitu/kit/data/statement';
import { holds } from '@heitu/kit/rules/checked';
import type { SellersContext, SellersRows } from '../context.ts';
import { partiesById, type PartyRow } from '../party/party.loader.ts';
import { supplierStanding } from '../supplier/supplier.policy.ts';
import { bounded } from './bounded.ts';
import { conductFigures } from './conduct-figures.ts';
import { ColdChainCertificate, ConductFigure, PartyFacts, ShopFacts, SupplierFacts } from './peer.view.ts';

const shopsWithParties = statement((rows: SellersRows, { ids }: { ids: readonly string[] }) =>
  rows
    .selectFrom('Shop as s')
    .innerJoin('Party as p', 'p.id', 's.partyId')
    .select([
      's.id',
      's.partyId',
      's.name',
      's.onSale',
      's.saleReason',
      's.serviceHours',
      's.confirmWithinText',
      's.paysAtDoor',
      'p.divisionCode',
    ])
    .where('s.id', 'in', ids),
);
type PartyFactsRow = PartyFacts & { party: PartyRow };

@Resolver(() => PartyFacts)
export class PartyStateResolver {
  @Directive('@inaccessible')
  @Query(() => [PartyFacts])
  async partyStates(@Ctx() context: SellersContext, @Arg('ids', () => [ID]) ids: string[]) {
    if (ids.length === 0) return [];
    const parties = (await partiesById(context, bounded(ids))).filter((party) => party !== null);
    return parties.map((party) => ({
      partyId: party.id,
      kind: party.kind,
      name: party.name,
      inGoodStanding: party.standing === 'good',
      divisionCode: party.divisionCode,
      party,
    }));
  }
  @FieldResolver(() => String)
  address(@Ctx() context: SellersContext, @Root() { party }: PartyFactsRow) {
    return context.vault.openText(party.id, party.address, 'address');
  }
  @FieldResolver(() => String, { nullable: true })
  contactName(@Ctx() context: SellersContext, @Root() { party }: PartyFactsRow) {
    return context.vault.open(party.id, party.contactNameSealed, 'name');
  }
  @FieldResolver(() => String, { nullable: true })
  contactPhone(@Ctx() context: SellersContext, @Root() { party }: PartyFactsRow) {
    return context.vault.open(party.id, party.contactPhoneSealed, 'phone');
  }
  @FieldResolver(() => [ID], { nullable: true })
  async peopleIds(@Ctx() { rows }: SellersContext, @Root() { party }: PartyFactsRow): Promise<string[]> {
    const staff = await rows
      .selectFrom('Staff')
      .select('accountId')
      .where('partyId', '=', party.id)
      .where('isActive', '=', YES)
      .execute();
    return [party.applicantAccountId, ...staff.map(({ accountId }) => accountId)];
  }
}

@Resolver()
export class PeerResolver {
  @Directive('@inaccessible')
  @Query(() => [ShopFacts])
  async shopStates(@Ctx() context: SellersContext, @Arg('ids', () => [ID]) ids: string[]): Promise<ShopFacts[]> {
    if (ids.length === 0) return [];
    const [shops] = await context.read(shopsWithParties({ ids: bounded(ids) }));
    return shops.map((shop) => ({
      shopId: shop.id,
      partyId: shop.partyId,
      name: shop.name,
      onSale: !!shop.onSale,
      reason: shop.saleReason,
      serviceHours: shop.serviceHours,
      confirmWithin: shop.confirmWithinText,
      paysAtDoor: !!shop.paysAtDoor,
      divisionCode: shop.divisionCode,
    }));
  }

  @Directive('@inaccessible')
  @Query(() => [SupplierFacts])
  async supplierStates(
    @Ctx() context: SellersContext,
    @Arg('ids', () => [ID]) ids: string[],
  ): Promise<SupplierFacts[]> {
    if (ids.length === 0) return [];
    const today = chinaDate(context.clock.now());
    const suppliers = await context.rows
      .selectFrom('Supplier')
      .select(['id', 'partyId', 'name', 'state', 'validUntil'])
      .where('id', 'in', bounded(ids))
      .execute();
    return Promise.all(
      suppliers.map(async (supplier) => ({
        supplierId: supplier.id,
        partyId: supplier.partyId,
        name: await context.vault.openTextUnrecorded(supplier.id, supplier.name),
        ...supplierStanding(supplier, today),
      })),
    );
  }

  @Directive('@inaccessible')
  @Query(() => [ColdChainCertificate], {
    description: 'The valid certificate that lasts longest, one for each account and party (8.1.ag).',
  })
  async coldChainCertificates(
    @Ctx() context: SellersContext,
    @Arg('accountIds', () => [ID]) accountIds: string[],
  ): Promise<ColdChainCertificate[]> {
    if (accountIds.length === 0) return [];
    const rows = await context.rows
      .selectFrom('Training')
      .select(['accountId', 'partyId', 'validUntil'])
      .where('accountId', 'in', bounded(accountIds))
      .where('kind', '=', 'cold-chain')
      .where('passed', '=', YES)
      .where('validUntil', '>=', chinaDate(context.clock.now()))
      .orderBy('validUntil')
      .execute();
    return [
      ...new Map(
        rows.filter((row) => holds(row, 'validUntil')).map((row) => [`${row.accountId} ${row.partyId}`, row]),
      ).values(),
    ];
  }

  @Directive('@inaccessible')
  @Query(() => [ConductFigure], { description: 'For the monthly assessment: papers valid and exams passed, by party.' })
  sellersConduct(
    @Ctx() context: SellersContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<ConductFigure[]> {
    return conductFigures(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
}
