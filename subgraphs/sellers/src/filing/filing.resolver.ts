import { rolesOf } from '@heitu/kit/rules/actor';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { PARTY_KINDS, type PartyKind } from '../party/party.policy.ts';
import { PartyView } from '../party/party.view.ts';
import { shown } from '../shown.ts';
import { addDocument } from './add-document.ts';
import { decideFiling, isOwnBusiness } from './decide-filing.ts';
import { compulsoryOf } from './compulsory.policy.ts';
import { DOCUMENT_CATEGORIES, DOCUMENT_TYPE_CODES, DOCUMENT_TYPES, isDocumentType } from './document-types.table.ts';
import { documentActions } from './filing-actions.ts';
import { filingLifecycle } from './filing.lifecycle.ts';
import { documentById, filingPage, filingsById, type DocumentRow, type FilingRow } from './filing.loader.ts';
import {
  AddDocumentInput,
  addDocumentResult,
  CompulsoryDocument,
  DecideFilingInput,
  decideFilingResult,
  DocumentTypeView,
  DocumentView,
  FilingConnection,
  FilingPageArgs,
  FilingView,
  ReReviewPartyInput,
  reReviewPartyResult,
  SubmitFilingInput,
  submitFilingResult,
  WithdrawDocumentInput,
  withdrawDocumentResult,
} from './filing.view.ts';
import { reReviewParty } from './re-review-party.ts';
import { submitFiling } from './submit-filing.ts';
import { withdrawDocument } from './withdraw-document.ts';

@Resolver(() => DocumentView)
export class DocumentResolver {
  @FieldResolver(() => String, { description: 'Chinese.' })
  title(@Root() document: DocumentRow) {
    return isDocumentType(document.type) ? DOCUMENT_TYPES[document.type].title : document.type;
  }

  @FieldResolver(() => [String], { description: 'What the caller can do with it now: withdraw.' })
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
  compulsoryDocuments(@Arg('kind', () => String) kind: string): CompulsoryDocument[] {
    return Object.hasOwn(PARTY_KINDS, kind) ? compulsoryOf(kind as PartyKind) : [];
  }

  @Mutation(() => addDocumentResult.type)
  async addDocument(@Ctx() context: SellersContext, @Arg('input', () => AddDocumentInput) input: AddDocumentInput) {
    return addDocumentResult.of(
      await shown(await addDocument(context, input as never), (id) => documentById(context, id)),
    );
  }
  @Mutation(() => withdrawDocumentResult.type)
  async withdrawDocument(
    @Ctx() context: SellersContext,
    @Arg('input', () => WithdrawDocumentInput) input: WithdrawDocumentInput,
  ) {
    return withdrawDocumentResult.of(
      await shown(await withdrawDocument(context, input), (id) => documentById(context, id)),
    );
  }
}

@Resolver(() => FilingView)
export class FilingResolver {
  @Query(() => FilingConnection, { description: 'Filings: a reviewer sees all, others their own.' })
  filings(@Ctx() context: SellersContext, @Args(() => FilingPageArgs) page: FilingPageArgs) {
    return filingPage(context, page.state, page);
  }

  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() filing: FilingRow) {
    return context.loader(partiesById).load(filing.partyId);
  }
  @FieldResolver(() => String, { description: 'Chinese.' })
  stateTitle(@Root() filing: FilingRow) {
    return filingLifecycle.states[filing.state as keyof typeof filingLifecycle.states];
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() filing: FilingRow) {
    const actions = filingLifecycle.actionsFor(filing.state as never, rolesOf(context.actor));
    if (actions.length === 0) return [];
    const party = await context.loader(partiesById).load(filing.partyId);
    return party && !isOwnBusiness(context, party) ? actions : [];
  }

  @Mutation(() => submitFilingResult.type)
  async submitFiling(@Ctx() context: SellersContext, @Arg('input', () => SubmitFilingInput) input: SubmitFilingInput) {
    return submitFilingResult.of(
      await shown(await submitFiling(context, input), (id) => context.loader(filingsById).load(id)),
    );
  }
  @Mutation(() => decideFilingResult.type)
  async decideFiling(@Ctx() context: SellersContext, @Arg('input', () => DecideFilingInput) input: DecideFilingInput) {
    return decideFilingResult.of(
      await shown(await decideFiling(context, input as never), (id) => context.loader(filingsById).load(id)),
    );
  }
  @Mutation(() => reReviewPartyResult.type)
  async reReviewParty(
    @Ctx() context: SellersContext,
    @Arg('input', () => ReReviewPartyInput) input: ReReviewPartyInput,
  ) {
    return reReviewPartyResult.of(
      await shown(await reReviewParty(context, input as never), (id) => context.loader(partiesById).load(id)),
    );
  }
}
