import { ERASED_TEXT, maskName, maskPhone } from '@heitu/kit/privacy/vault';
import { BY_WHO_ASKS, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { recordRead } from '../audit/record-read.ts';
import { statement } from '@heitu/kit/data/statement';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustRows } from '../context.ts';
import { NoticeActs } from '../enums.ts';
import { keptOfAccount } from './ask-subgraphs.ts';
import { dataRequestLifecycle } from './data-request.lifecycle.ts';
import { consentsOf, newestNotice, nextNotice, noticeActions } from './privacy.loader.ts';
import {
  AddressForOrder,
  AddressView,
  ConsentState,
  DataRequestView,
  KeptDataView,
  MyConsentsView,
  NoticeView,
} from './privacy.view.ts';
import { CONSENT_DEVIATION, NOTICE_PARTS, type NoticeParts } from './purposes.policy.ts';

const NOTICES_MAX = 100;
type SealedAddress = AddressView & { accountId: string; nameSealed: string; phoneSealed: string; detailSealed: string };

function noticeView(row: {
  version: number;
  parts: Json<NoticeParts>;
  contentHash: string;
  publishedAtMs: number;
  effectiveAtMs: number;
  atOnceBecause: string | null;
}): NoticeView {
  const parts = fromJson(row.parts);
  return { ...row, parts: NOTICE_PARTS.map(({ part, title }) => ({ part, title, text: parts[part] })) };
}

const addressById = statement((rows: TrustRows, { addressId }: { addressId: string }) =>
  rows.selectFrom('Address').selectAll().where('id', '=', addressId),
);

@Resolver(() => NoticeView)
export class NoticeResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [NoticeActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: TrustContext, @Root() { version }: NoticeView) {
    return context.loader(noticeActions).load(version);
  }
}
@Resolver()
export class PrivacyResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => NoticeView, { nullable: true, description: 'The privacy notice that binds; null before the first.' })
  async currentNotice(@Ctx() context: TrustContext) {
    const row = await newestNotice(context);
    return row ? noticeView(row) : null;
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => NoticeView, { nullable: true, description: 'The privacy notice that is about to bind.' })
  async nextNotice(@Ctx() context: TrustContext) {
    const row = await nextNotice(context);
    return row ? noticeView(row) : null;
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => [NoticeView], { description: 'Every version, newest first.' })
  async notices(@Ctx() context: TrustContext) {
    const rows = await context.rows
      .selectFrom('Notice')
      .selectAll()
      .orderBy('version', 'desc')
      .limit(NOTICES_MAX)
      .execute();
    return rows.map(noticeView);
  }
  @Query(() => MyConsentsView, { description: 'What my data is used for, and what I chose.' })
  async myConsents(@Ctx() context: TrustContext) {
    return { purposes: await consentsOf(context, context.actor.id), deviation: CONSENT_DEVIATION };
  }
  @Query(() => Int, { nullable: true, description: 'The newest version of the notice that I accepted.' })
  async myNoticeVersion(@Ctx() context: TrustContext) {
    const row = await context.rows
      .selectFrom('NoticeAcceptance')
      .select('version')
      .where('accountId', '=', context.actor.id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.version ?? null;
  }
  @Query(() => [AddressView], { description: 'My address book: the standard one first.' })
  addresses(@Ctx() context: TrustContext) {
    return context.rows
      .selectFrom('Address')
      .selectAll()
      .where('accountId', '=', context.actor.id)
      .orderBy('isDefault', 'desc')
      .orderBy('changedAtMs', 'desc')
      .execute();
  }
  @Query(() => [DataRequestView], { description: 'My exports and erasures, newest first.' })
  async myDataRequests(@Ctx() context: TrustContext) {
    const rows = await context.rows
      .selectFrom('DataRequest')
      .selectAll()
      .where('accountId', '=', context.actor.id)
      .orderBy('id', 'desc')
      .limit(NOTICES_MAX)
      .execute();
    return rows.map((row) => ({ ...row, stateLabel: dataRequestLifecycle.texts[row.state] }));
  }

  @Query(() => [KeptDataView], {
    nullable: true,
    description:
      'Before one ends the account: what the law will keep, why and until when. Null while a part of the platform does not answer.',
  })
  whatErasureKeeps(@Ctx() context: TrustContext) {
    return keptOfAccount(context, context.actor.id);
  }

  @Directive('@inaccessible')
  @Query(() => AddressForOrder, {
    nullable: true,
    description:
      "For the quote that this account asks for itself: its own act, and on the audit trail as that. Another's address is not given, and that it was asked for is recorded.",
  })
  async addressForOrder(
    @Ctx() context: TrustContext,
    @Arg('accountId', () => ID) accountId: string,
    @Arg('addressId', () => ID) addressId: string,
  ): Promise<AddressForOrder | null> {
    context.vault.expect(accountId);
    const [[row]] = await context.read(addressById({ addressId }));
    if (!row) return null;
    if (row.accountId !== accountId) {
      await recordRead(context, [{ subjectId: row.accountId, fields: ['name', 'phone', 'address'] }], {
        clause: '8.5.3.bw',
        refused: true,
      });
      return null;
    }
    const open = (sealed: string, what: string) => context.vault.open(accountId, sealed, what);
    const [name, phone, address] = [
      await open(row.nameSealed, 'name'),
      await open(row.phoneSealed, 'phone'),
      await open(row.detailSealed, 'address'),
    ];
    return name && phone && address ? { addressId, name, phone, address, divisionCode: row.divisionCode } : null;
  }
  @Directive('@inaccessible')
  @Query(() => [ConsentState])
  async consentStates(
    @Ctx() context: TrustContext,
    @Arg('accountId', () => ID) accountId: string,
    @Arg('purposes', () => [String]) purposes: string[],
  ): Promise<ConsentState[]> {
    const known = await consentsOf(context, accountId);
    return purposes
      .slice(0, NOTICES_MAX)
      .map((purpose) => ({ purpose, granted: known.find((row) => row.purpose === purpose)?.granted ?? false }));
  }
}

const openOrErased = async (context: TrustContext, row: SealedAddress, sealed: string, what: string): Promise<string> =>
  (await context.vault.open(row.accountId, sealed, what)) ?? ERASED_TEXT;

/** The loader has already seen to it that the row is the caller's. */
@Resolver(() => AddressView)
export class AddressResolver {
  @FieldResolver(() => String)
  name(@Root() row: SealedAddress, @Ctx() context: TrustContext): Promise<string> {
    return openOrErased(context, row, row.nameSealed, 'name');
  }
  @FieldResolver(() => String)
  phone(@Root() row: SealedAddress, @Ctx() context: TrustContext): Promise<string> {
    return openOrErased(context, row, row.phoneSealed, 'phone');
  }
  @FieldResolver(() => String)
  detail(@Root() row: SealedAddress, @Ctx() context: TrustContext): Promise<string> {
    return openOrErased(context, row, row.detailSealed, 'address');
  }
  @FieldResolver(() => String, { description: 'For showing on a screen others can see.' })
  maskedName(@Root() row: SealedAddress, @Ctx() context: TrustContext): Promise<string> {
    return context.vault.openMasked(row.accountId, row.nameSealed, maskName);
  }
  @FieldResolver(() => String)
  maskedPhone(@Root() row: SealedAddress, @Ctx() context: TrustContext): Promise<string> {
    return context.vault.openMasked(row.accountId, row.phoneSealed, maskPhone);
  }
}
