import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, LocalDate, Tag } from '@heitu/kit/rules/graphql';
import { MerchantAccountStates } from '../enums.ts';
import type { MerchantAccountState } from './merchant.lifecycle.ts';

@ObjectType('MerchantAccount')
export class MerchantAccountView {
  @Tag('partner') @Field(() => ID) id: string;
  @Tag('partner') @Field(() => ID) partyId: string;
  @Tag('partner') @Field() merchant: string;
  @Tag('partner') @Field(() => MerchantAccountStates) state: MerchantAccountState;
  @Tag('partner') @Field() inGoodStanding: boolean;
  @Field() contractNumber: string;
  @Tag('partner') @Field(() => LocalDate, { name: 'contractValidUntilOn' }) contractValidUntil: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, {
    name: 'passwordDueAt',
    nullable: true,
    description: 'The payment password must be changed by then; null where the provider keeps it.',
  })
  passwordDueAtMs: number | null;
  @Tag('partner')
  @Field(() => String, {
    nullable: true,
    description: 'Why nothing new is paid into it, in Chinese; null where it is.',
  })
  whyNotReceive: string | null;
}

export const MerchantAccountConnection = connectionOf('MerchantAccount', MerchantAccountView);
