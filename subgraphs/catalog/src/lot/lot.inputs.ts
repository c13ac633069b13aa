import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';

@InputType()
export class RegisterLotInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) skuId: string;
  @Field(() => ID) supplierId: string;
  @Field(() => String, { description: '4 to 40 letters, digits and dashes, printed on the bag' }) code: string;
  @Field(() => LocalDate) producedOn: string;
  @Field(() => LocalDate, { nullable: true, description: "default: the production date and the SKU's shelf life" })
  expiresOn?: string;
  @Field(() => SafeInt) units: number;
  @Field(() => String, { nullable: true }) trademark?: string;
  @Field(() => String, { nullable: true }) markedName?: string;
  @Field(() => String, { nullable: true }) producerName?: string;
  @Field(() => String, { nullable: true }) producerAddress?: string;
  @Field(() => String, { nullable: true }) quality?: string;
  @Field(() => String, { nullable: true, description: "default: the SKU's" }) specification?: string;
  @Field(() => String, { nullable: true }) features?: string;
  @Field(() => String, { nullable: true }) usage?: string;
  @Field(() => String, { nullable: true }) complaintContact?: string;
}

@InputType()
export class AddCertificateInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) lotId: string;
  @Field(() => String, {
    description: 'conformity, production-licence, organic, green-food, geographical-indication, quarantine, other',
  })
  type: string;
  @Field(() => String) number: string;
  @Field(() => String) issuer: string;
  @Field(() => LocalDate) issuedOn: string;
  @Field(() => LocalDate, { nullable: true }) validUntil?: string;
  @Field(() => ID, { nullable: true, description: 'uploaded with purpose certificate' }) fileId?: string;
}

@InputType()
export class InspectionItemInput {
  @Field(() => String) name: string;
  @Field(() => String) value: string;
  @Field(() => String, { nullable: true }) limit?: string;
  @Field(() => String, { nullable: true }) unit?: string;
  @Field(() => Boolean) passed: boolean;
}

@InputType()
export class RecordInspectionInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) lotId: string;
  @Field(() => String, { description: 'first (supplier), second (seller), third (laboratory)' }) party: string;
  @Field(() => String) laboratory: string;
  @Field(() => String, { description: 'factory-certificate (first party only), inspection-report, test-report' })
  resultType: string;
  @Field(() => Boolean) passed: boolean;
  @Field(() => LocalDate) inspectedOn: string;
  @Field(() => ID, { nullable: true, description: 'uploaded with purpose inspection-report' }) fileId?: string;
  @Field(() => [InspectionItemInput], { nullable: true }) items?: InspectionItemInput[];
}

@InputType()
export class ReleaseLotInput {
  @Field(() => ID) lotId: string;
}

@InputType()
export class RecallLotInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) lotId: string;
  @Field(() => String) reason: string;
}

@InputType()
export class RecordMeasureCheckInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) lotId: string;
  @Field(() => LocalDate) checkedOn: string;
  @Field(() => [Float], { description: 'what each sample holds: g, mL, or a count' }) samples: number[];
}

@InputType()
export class TraceInputInput {
  @Field(() => String) name: string;
  @Field(() => String, { nullable: true }) amount?: string;
  @Field(() => LocalDate, { nullable: true }) usedOn?: string;
  @Field(() => String, { nullable: true }) source?: string;
}

@InputType()
export class RecordTraceEventInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) lotId: string;
  @Field(() => String, {
    description: 'a business step of EPCIS: commissioning, inspecting, receiving, storing, packing, shipping …',
  })
  bizStep: string;
  @Field(() => String, { nullable: true, description: "default: the step's usual one" }) disposition?: string;
  @Field(() => DateTime) at: number;
  @Field(() => String) place: string;
  @Field(() => String, { nullable: true, description: '6, 9 or 12 digits' }) divisionCode?: string;
  @Field(() => String, { nullable: true, description: "default: the step's name" }) title?: string;
  @Field(() => String, { nullable: true, description: 'not shown to the public' }) actorName?: string;
  @Field(() => String, { nullable: true }) note?: string;
  @Field(() => Float, { nullable: true }) temperatureCelsius?: number;
  @Field(() => [TraceInputInput], {
    nullable: true,
    description: 'seed, feed, fertiliser, pesticide; lots that were mixed',
  })
  inputs?: TraceInputInput[];
  @Field(() => Int, { nullable: true, description: 'the event that this one corrects' }) correctsSequence?: number;
}
