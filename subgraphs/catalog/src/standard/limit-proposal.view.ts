import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { LimitProposalStates } from '../enums.ts';
import type { LimitProposalState } from './limit-proposal.lifecycle.ts';

@ObjectType('LimitProposal', {
  description: 'What one person read of a limit in the text of its standard; a second person compares before it holds.',
})
export class LimitProposalView {
  @Field(() => ID) id: string;
  @Field(() => ID, { name: 'limitId', description: 'The limit that it confirms or corrects.' }) indicatorId: string;
  @Field({ description: 'What is measured.' }) name: string;
  @Field() standardCode: string;
  @Field({ name: 'before', description: 'What held when it was proposed: ≤0.2' }) heldBefore: string;
  @Field({ description: 'Where in the text it stands.' }) source: string;
  @Field(() => LocalDate, { description: 'When it was read there.' }) readOn: string;
  @Field(() => LocalDate, { description: 'It holds for goods that were made on this day or later.' }) fromOn: string;
  @Field(() => String, { nullable: true, description: 'Where the text can be read.' }) link: string | null;
  @Field(() => ID, { nullable: true, description: 'The scan: opened at /edges/catalog/files/:id.' })
  fileId: string | null;
  @Field(() => LimitProposalStates) state: LimitProposalState;
  @Field(() => DateTime, { name: 'filedAt' }) filedAtMs: number;
  @Field(() => DateTime, { name: 'acceptDueAt' }) acceptDueAtMs: number;
  @Field(() => String, { nullable: true, description: 'Why it went back.' }) returnReason: string | null;
}
