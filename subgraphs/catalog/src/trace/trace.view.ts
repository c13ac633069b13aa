import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, LocalDate, SAME_FOR_ALL, SAME_FOR_ALL_NOW, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { TraceProblems, TraceSources, TraceUnits } from '../enums.ts';
import { LotView } from '../lot/lot.view.ts';
import { ProductView, SkuView } from '../product/product.view.ts';
import type { TraceSource, TraceUnit } from './trace.policy.ts';
import type { TraceProblem } from './verify-chain.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('TraceInput', { description: 'What went in: seed, feed, fertiliser, pesticide, mixed lots.' })
export class TraceInputView {
  @Field() name: string;
  @Field(() => String, { nullable: true }) amount: string | null;
  @Field(() => LocalDate, { nullable: true }) usedOn: string | null;
  @Field(() => String, { nullable: true }) source: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceQuantity', { description: 'What a step used up or made, measured.' })
export class TraceQuantityView {
  @Field({ description: '稻谷' }) name: string;
  @Field(() => Float) quantity: number;
  @Field(() => TraceUnits) unit: TraceUnit;
  @Field(() => String, {
    nullable: true,
    description: 'The lot that was made, or that went in; null for goods on the way to this lot.',
  })
  lotCode: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceEvent', { description: "One step of a lot's history; nothing in it names a consumer." })
export class TraceEventView {
  @Field(() => Int) sequence: number;
  @Field({ description: 'a business step of EPCIS' }) bizStep: string;
  @Field({ description: 'a disposition of EPCIS' }) disposition: string;
  @Field({ description: '收割' }) title: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field(() => String, { nullable: true }) place: string | null;
  @Field(() => String, { nullable: true }) divisionCode: string | null;
  @Field(() => String, { nullable: true }) note: string | null;
  @Field(() => Float, { nullable: true }) temperatureCelsius: number | null;
  @Field(() => Int, { nullable: true }) units: number | null;
  @Field(() => [TraceInputView]) inputs: TraceInputView[];
  @Field(() => [TraceQuantityView], { description: 'goods that it used up' }) consumed: TraceQuantityView[];
  @Field(() => [TraceQuantityView], { description: 'goods that it made' }) produced: TraceQuantityView[];
  @Field(() => Int, { nullable: true, description: 'the event that this one corrects' }) correctsSequence:
    | number
    | null;
  @Field(() => TraceSources, { description: 'Who wrote it.' }) source: TraceSource;
  @Field() hash: string;
  @Field(() => Boolean, { description: 'It is as it was written.' }) verified: boolean;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceFault', { description: 'What the verification found.' })
export class TraceFaultView {
  @Field(() => Int, { description: 'of the event; 0 where the chain as a whole is meant' }) sequence: number;
  @Field(() => TraceProblems) problem: TraceProblem;
  @Field() text: string;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceSeal', {
  description:
    'A signed Merkle root over the chains that grew since the seal before. GET /edges/catalog/trace-keys gives the public keys.',
})
export class TraceSealView {
  @Field() root: string;
  @Field() signature: string;
  @Field() keyId: string;
  @Field(() => DateTime, { name: 'sealedAt' }) atMs: number;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceProofEvent', {
  description:
    'commitment = SHA-256(SHA-256(shown + shownSalt) + hidden), all in lower-case hexadecimal; the link after it is SHA-256(link before + commitment).',
})
export class TraceProofEventView {
  @Field(() => Int) sequence: number;
  @Field() commitment: string;
  @Field(() => String, {
    nullable: true,
    description: 'What everybody may see of it, canonical JSON; null where it was erased, or is older than this proof.',
  })
  shown: string | null;
  @Field(() => String, { nullable: true }) shownSalt: string | null;
  @Field(() => String, { nullable: true, description: 'Digest of who did it and of the shipment behind it.' }) hidden:
    | string
    | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceProofSeal', {
  description:
    'leaf = SHA-256("leaf:" lotId ":" length ":" headHash); a node = SHA-256("node:" left ":" right); the way up leads to the root in text.',
})
export class TraceProofSealView {
  @Field(() => Int, { description: 'How many events it covers.' }) length: number;
  @Field() headHash: string;
  @Field(() => [String], { description: 'left:hash or right:hash, from the leaf up' }) proof: string[];
  @Field({ description: 'What was signed: canonical JSON with the root.' }) text: string;
  @Field({ description: 'Ed25519 over text, base64url' }) signature: string;
  @Field({
    description:
      'SPKI, PEM: the key of this seal; believed only where it is the one that was kept, or handovers lead from that one to it.',
  })
  publicKey: string;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceKeyHandover', { description: 'One trace key takes the place of another.' })
export class TraceKeyHandoverView {
  @Field({
    description:
      'What was signed: canonical JSON with formerKey, newKey (SPKI, PEM), atMs, formerUntilMs, reason (replaced, leaked, lost).',
  })
  text: string;
  @Field(() => String, {
    nullable: true,
    description: 'Ed25519 of the former key over text, base64url; null where that key was lost.',
  })
  signature: string | null;
  @Field({ description: 'Ed25519 of the new key over text, base64url.' }) newSignature: string;
}

@Directive(SAME_FOR_ALL)
@ObjectType('TraceProof', {
  description:
    'What is needed to verify the history without trusting who serves it. The first link is SHA-256("heitu-trace-1:" lotId).',
})
export class TraceProofView {
  @Field(() => ID) lotId: string;
  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [TraceProofEventView], { description: 'in the order of recording' })
  events: TraceProofEventView[];
  @Field(() => TraceProofSealView, { nullable: true }) seal: TraceProofSealView | null;
  @Directive('@listSize(assumedSize: 4)')
  @Field(() => [TraceKeyHandoverView], {
    description: 'Oldest first; the last leads to the key in use. None where there was one key only.',
  })
  handovers: TraceKeyHandoverView[];
}

@Directive(SAME_FOR_ALL)
@ObjectType('ToldStep', {
  description:
    'What a partner says of the lot through EPCIS. It is in no chain of the platform, and nobody here has checked it.',
})
export class ToldStepView {
  @Field(() => ID) id: string;
  @Field({ description: 'Whose word it is.' }) toldBy: string;
  @Field({ description: "The step's name, in the platform's words." }) title: string;
  @Field(() => DateTime, { name: 'at', description: 'When it happened, as they say.' }) atMs: number;
  @Field(() => DateTime, { name: 'recordedAt', description: 'When they said so.' }) recordedAtMs: number;
  @Field(() => Float, { nullable: true, description: 'Lowest temperature that they say they read.' }) celsiusMin:
    | number
    | null;
  @Field(() => Float, { nullable: true, description: 'Highest temperature that they say they read.' }) celsiusMax:
    | number
    | null;
  @Field(() => Boolean, { description: 'They have declared it wrong since.' }) takenBack: boolean;
}

@Directive(SAME_FOR_ALL)
@ObjectType('Trace', { description: "A lot's history, verified at this moment." })
export class TraceView {
  @Field(() => ID) code: string;
  @Field(() => LotView) lot: LotView;
  @Directive(SAME_FOR_STRANGERS) @Field(() => ProductView, { nullable: true }) product: ProductView | null;
  @Directive(SAME_FOR_STRANGERS) @Field(() => SkuView, { nullable: true }) sku: SkuView | null;
  @Field(() => [TraceEventView], { description: 'the first and the last of a long history' }) events: TraceEventView[];
  @Field(() => Int) eventCount: number;
  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [ToldStepView], { description: 'What partners say of it, apart from the history: the newest.' })
  told: ToldStepView[];
  @Field(() => Boolean, { description: 'Every event is as it was written.' }) verified: boolean;
  @Field(() => [TraceFaultView]) tampered: TraceFaultView[];
  @Field(() => TraceSealView, { nullable: true, description: 'the newest seal that covers it' })
  seal: TraceSealView | null;
  @Field(() => TraceProofView, {
    nullable: true,
    description: 'Null where the history is too long to be checked on a phone.',
  })
  proof: TraceProofView | null;
  @Directive(SAME_FOR_ALL_NOW) @Field(() => Boolean) recalled: boolean;
  @Directive(SAME_FOR_ALL_NOW)
  @Field({ description: 'for whoever scans the bag' })
  notice: string;
}
