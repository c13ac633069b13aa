import { connectionOf, DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { DocumentStates, DocumentTypes, FilingKinds, FilingStates } from '../enums.ts';
import type { DocumentType } from './document-types.table.ts';
import type { DocumentState, FilingState } from './filing.lifecycle.ts';
import { FILING_SORTS } from './filing.loader.ts';
import type { FilingKind } from './filing.policy.ts';
import { ArgsType, Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Document', { description: 'A licence, certificate, rule or record on file.' })
export class DocumentView {
  @Field(() => ID) id: string;
  @Field(() => DocumentTypes) type: DocumentType;
  @Field() number: string;
  @Field() issuer: string;
  @Field(() => LocalDate, { name: 'validFromOn' }) validFrom: string;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true, description: 'The last day; null: without term.' })
  validUntil: string | null;
  @Field(() => ID, { nullable: true, description: 'GET /edges/sellers/files/<id>' }) fileId: string | null;
  @Field(() => DocumentStates) state: DocumentState;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
}

@Directive('@key(fields: "id")')
@ObjectType('Filing', { description: 'An application to do business, and how it was decided.' })
export class FilingView {
  @Field(() => ID) id: string;
  @Field(() => FilingKinds) kind: FilingKind;
  @Field(() => FilingStates) state: FilingState;
  @Field(() => DateTime, { name: 'submittedAt' }) submittedAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Field(() => ID, { nullable: true, description: "The reviewer's account." }) decidedBy: string | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
}

@ObjectType({ description: 'A farmer was filed at a village station: who stood by, and what they drew.' })
export class FilingWitness {
  @Field() stationName: string;
  @Field({ description: 'As a data URL.' }) signature: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
}

@ObjectType('Reminder', { description: 'What the party was told thirty days ahead.' })
export class ReminderView {
  @Field(() => ID) id: string;
  @Field(() => ID, { nullable: true }) documentId: string | null;
  @Field(() => ID, { nullable: true }) supplierId: string | null;
  @Field() text: string;
  @Field(() => LocalDate) dueOn: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
}

@ObjectType({ description: 'A paper that a kind of party must hold.' })
export class CompulsoryDocument {
  @Field(() => DocumentTypes) type: DocumentType;
  @Field({ description: 'Chinese.' }) title: string;
  @Field() clause: string;
  @Field(() => Boolean, { description: 'Only where it sells or processes food.' }) onlyForFood: boolean;
}

@ObjectType({ description: 'A kind of paper that can be filed.' })
export class DocumentTypeView {
  @Field(() => DocumentTypes) type: DocumentType;
  @Field({ description: 'Chinese.' }) title: string;
  @Field({ description: 'Chinese: the kind of licence by clause 6.4.' }) category: string;
}

export const FilingConnection = connectionOf('Filing', FilingView);

@ArgsType()
export class FilingPage extends sortedArgs('FilingSort', FILING_SORTS) {
  @Field(() => FilingStates, { nullable: true, description: 'Only filings in this state; what waits, oldest first.' })
  state?: FilingState;
}

@ObjectType({ description: 'A farmer was filed at a station: it is theirs, and waits for a reviewer.' })
export class FarmerFiled {
  @Field(() => DateTime, { name: 'submittedAt' }) submittedAtMs: number;
}
