import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { ConsentModes, DataRequestKinds, DataRequestStates, LegalBases } from '../enums.ts';
import type { DataRequestKind, DataRequestState } from './data-request.lifecycle.ts';
import type { ConsentMode, LegalBasis } from './purposes.policy.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('NoticePart')
export class NoticePartView {
  @Field({ description: 'a to f of 10.2' }) part: string;
  @Field() title: string;
  @Field() text: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType('Notice', { description: 'The information-protection notice, one version.' })
export class NoticeView {
  @Field(() => Int) version: number;
  @Field(() => [NoticePartView]) parts: NoticePartView[];
  @Field() contentHash: string;
  @Field(() => DateTime, { name: 'publishedAt' }) publishedAtMs: number;
  @Field(() => DateTime, { name: 'effectiveAt', description: 'From when on it binds.' }) effectiveAtMs: number;
  @Field(() => String, { nullable: true, description: 'Why it bound without having been public for seven days.' })
  atOnceBecause: string | null;
}
@ObjectType('Consent', { description: 'One purpose, and what the person chose.' })
export class ConsentView {
  @Field() purpose: string;
  @Field() title: string;
  @Field(() => LegalBases, { description: 'Only consent is a choice.' }) legalBasis: LegalBasis;
  @Field(() => ConsentModes, { description: 'How it is chosen.' }) mode: ConsentMode;
  @Field() isSensitive: boolean;
  @Field() sharedWith: string;
  @Field() fields: string;
  @Field({ description: 'What happens without it.' }) without: string;
  @Field() granted: boolean;
  @Field({ description: 'Chosen by the person; otherwise the default.' }) isChosen: boolean;
  @Field(() => Int, { nullable: true }) noticeVersion: number | null;
  @Field(() => DateTime, { name: 'chosenAt', nullable: true }) chosenAtMs: number | null;
}
@ObjectType('MyConsents')
export class MyConsentsView {
  @Field(() => [ConsentView]) purposes: ConsentView[];
  @Field({ description: 'Where the law keeps the platform from the letter of 10.3, note 3.' }) deviation: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Address', { description: "In one's own address book; nobody else sees it." })
export class AddressView {
  @Field(() => ID) id: string;
  @Field() divisionCode: string;
  @Field() isDefault: boolean;
}
@ObjectType('DataRequest')
export class DataRequestView {
  @Field(() => ID) id: string;
  @Field(() => DataRequestKinds) kind: DataRequestKind;
  @Field(() => DataRequestStates, { description: 'Held: done except for what the law keeps.' }) state: DataRequestState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field() note: string;
  @Field(() => DateTime, { name: 'requestedAt' }) requestedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'holdUntilAt', nullable: true }) holdUntilMs: number | null;
}

@ObjectType('NoticeAccepted')
export class NoticeAccepted {
  @Field(() => Int) version: number;
}
@ObjectType('ConsentSet')
export class ConsentSet {
  @Field() purpose: string;
  @Field() granted: boolean;
}
@ObjectType('AddressDeleted')
export class AddressDeleted {
  @Field(() => ID) id: string;
}
@ObjectType('DataExported')
export class DataExported {
  @Field(() => ID) id: string;
  @Field({ description: 'For programs: JSON, by subgraph, in sections of rows.' }) content: string;
  @Field({ description: 'For people: the same as one HTML page that needs nothing else.' }) page: string;
}
@ObjectType('KeptData', { description: 'What the law makes the platform keep of somebody who ends the account.' })
export class KeptDataView {
  @Field() what: string;
  @Field({ description: 'The law, and for how long.' }) why: string;
  @Field(() => DateTime, {
    name: 'untilAt',
    nullable: true,
    description: 'Null while a trade or a complaint is under way: then from its end.',
  })
  untilMs: number | null;
}
@ObjectType('AccountErased')
export class AccountErased {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'holdUntilAt', nullable: true }) holdUntilMs: number | null;
  @Field(() => [KeptDataView]) kept: KeptDataView[];
}

@Directive('@inaccessible')
@ObjectType('AddressForOrder')
export class AddressForOrder {
  @Field(() => ID) addressId: string;
  @Field() name: string;
  @Field() phone: string;
  @Field() address: string;
  @Field() divisionCode: string;
}
@Directive('@inaccessible')
@ObjectType('ConsentState')
export class ConsentState {
  @Field() purpose: string;
  @Field() granted: boolean;
}
