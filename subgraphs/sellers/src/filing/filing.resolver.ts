import { rolesOf } from '@heitu/kit/rules/actor';
import { PartyKinds } from '@heitu/kit/rules/shared-enums';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { DocumentActs, FilingActs } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import type { PartyKind } from '../party/party.policy.ts';
import { PartyView } from '../party/party.view.ts';
import { suppliersById } from '../supplier/supplier.loader.ts';
import { SupplierView } from '../supplier/supplier.view.ts';
import { isOwnBusiness } from './decide-filing.ts';
import { compulsoryOf } from './compulsory.policy.ts';
import { DOCUMENT_CATEGORIES, DOCUMENT_TYPE_CODES, DOCUMENT_TYPES, isDocumentType } from './document-types.table.ts';
import { numberDoubt } from './numbered.ts';
import { documentActions } from './filing-actions.ts';
import { documentLifecycle, filingLifecycle } from './filing.lifecycle.ts';
import { documentsById, filingPage, witnessesByFiling, type DocumentRow, type FilingRow } from './filing.loader.ts';
import {
  CompulsoryDocument,
  DocumentTypeView,
  DocumentView,
  FilingConnection,
  FilingPage,
  FilingView,
  FilingWitness,
  ReminderView,
} from './filing.view.ts';

@Resolver(() => DocumentView)
export class DocumentResolver {
  @FieldResolver(() => String, { description: 'Chinese.' })
  title(@Root() document: DocumentRow) {
    return isDocumentType(document.type) ? DOCUMENT_TYPES[document.type].title : document.type;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() document: DocumentRow) {
    return documentLifecycle.texts[document.state];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its number has the form of one, and its check digit does not fit: compare it with the scan. Chinese.',
  })
  numberDoubt(@Root() { type, number }: DocumentRow): string | null {
    return isDocumentType(type) ? numberDoubt({ type, number }) : null;
  }

  @FieldResolver(() => [DocumentActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() context: SellersContext, @Root() document: DocumentRow) {
    return documentActions(context, document);
  }

  @Query(() => [DocumentTypeView], { description: 'Every kind of paper that can be filed.' })
  documentTypes(): DocumentTypeView[] {
    return DOCUMENT_TYPE_CODES.map((type) => ({
      type,
      title: DOCUMENT_TYPES[type].title,
      category: DOCUMENT_CATEGORIES[DOCUMENT_TYPES[type].category].title,
    }));
  }
  @Query(() => [CompulsoryDocument], { description: 'What a kind of party must file before it can be approved.' })
  compulsoryDocuments(
    @Arg('kind', () => PartyKinds, { description: 'The kind of party.' }) kind: PartyKind,
  ): CompulsoryDocument[] {
    return compulsoryOf(kind);
  }
}

@Resolver(() => ReminderView)
export class ReminderResolver {
  /** A supplier's paper is for whoever may see the supplier. */
  @FieldResolver(() => DocumentView, { nullable: true, description: 'The paper that ends.' })
  async document(@Ctx() context: SellersContext, @Root() { documentId, supplierId }: ReminderView) {
    if (documentId === null) return null;
    if (supplierId !== null && !(await context.loader(suppliersById).load(supplierId))) return null;
    return context.loader(documentsById).load(documentId);
  }
  @FieldResolver(() => SupplierView, { nullable: true, description: 'The supplier whose paper ends.' })
  supplier(@Ctx() context: SellersContext, @Root() { supplierId }: ReminderView) {
    return supplierId === null ? null : context.loader(suppliersById).load(supplierId);
  }
}

@Resolver(() => FilingView)
export class FilingResolver {
  @Query(() => FilingConnection, { description: 'Filings: a reviewer sees all, others their own.' })
  filings(@Ctx() context: SellersContext, @Args(() => FilingPage) page: FilingPage) {
    return filingPage(context, page.state, page);
  }

  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() filing: FilingRow) {
    return context.loader(partiesById).load(filing.partyId);
  }
  @FieldResolver(() => FilingWitness, { nullable: true, description: 'Null where it was not made at a station.' })
  async filedAtStation(@Ctx() context: SellersContext, @Root() { id, partyId }: FilingRow) {
    const row = await context.loader(witnessesByFiling).load(id);
    const signature = row && (await context.vault.open(partyId, row.signatureSealed, 'signature'));
    return row && signature ? { stationName: row.stationName, signature, atMs: row.atMs } : null;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() filing: FilingRow) {
    return filingLifecycle.texts[filing.state];
  }
  @FieldResolver(() => [FilingActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() filing: FilingRow) {
    const actions = filingLifecycle.available(filing, rolesOf(context.actor), context.clock.now());
    if (actions.length === 0) return [];
    const party = await context.loader(partiesById).load(filing.partyId);
    return party && !isOwnBusiness(context, party) ? actions : [];
  }
}
