import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import type { SignedPaperKind } from '@heitu/standard';
import { Directive, Field, ObjectType } from 'type-graphql';
import { SignedPaperKinds } from '../enums.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('PaperFact', { description: 'A line of a signed paper.' })
export class PaperFactView {
  @Field() name: string;
  @Field() value: string;
}

@Directive(SAME_FOR_ALL)
@ObjectType('SignedPaper', { description: 'A paper that the platform issued to others and signed.' })
export class SignedPaperView {
  @Field({ description: 'Printed on it.' }) code: string;
  @Field(() => SignedPaperKinds) kind: SignedPaperKind;
  @Field({ description: 'What it is about.' }) subject: string;
  @Field({ description: 'SHA-256 of the file as it was issued, in hexadecimal.' }) digest: string;
  @Field(() => DateTime, { name: 'issuedAt' }) issuedAtMs: number;
  @Field(() => DateTime, { name: 'signedAt' }) signedAtMs: number;
  @Field({ description: 'All of it as canonical JSON; what is signed is this behind `heitu-paper-1:`.' }) text: string;
  @Field({ description: 'Ed25519, base64url.' }) signature: string;
  @Field({ description: 'Which of the published keys (/edges/catalog/trace-keys) made it.' }) keyId: string;
}
