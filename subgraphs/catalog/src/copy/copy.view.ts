import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { ContentFindings, CopyFields, CopyRules } from '../enums.ts';
import type { ContentFinding } from './copy.policy.ts';
import type { CopyField, CopyRuleName } from './copy.rules.ts';

@ObjectType('CopyMark', { description: 'A word that may not be published, and where it stands.' })
export class CopyMarkView {
  @Field(() => CopyFields) field: CopyField;
  @Field(() => Int, { description: 'UTF-16 units from the beginning of the field' }) start: number;
  @Field(() => Int) end: number;
  @Field() word: string;
  @Field(() => CopyRules) rule: CopyRuleName;
  @Field() text: string;
  @Field() clause: string;
}

@ObjectType('CopyCheck', { description: 'A text that was checked before publication.' })
export class CopyCheckView {
  @Field(() => ID) id: string;
  @Field(() => ID) productId: string;
  @Field() text: string;
  @Field(() => Boolean) passed: boolean;
  @Field(() => [String], { description: 'The words that were marked.' }) markedWords: string[];
  @Field(() => DateTime, { name: 'checkedAt' }) atMs: number;
}
export const CopyCheckConnection = connectionOf('CopyCheck', CopyCheckView);

@ObjectType('ContentReview', { description: 'A look at a published product against the law.' })
export class ContentReviewView {
  @Field(() => ID) id: string;
  @Field(() => ID) productId: string;
  partyId: string;
  @Field(() => ContentFindings) finding: ContentFinding;
  @Sealed('partyId') @Field() reason: string;
  @Field(() => String, { nullable: true }) clause: string | null;
  @Field(() => DateTime, { name: 'reviewedAt' }) atMs: number;
}
