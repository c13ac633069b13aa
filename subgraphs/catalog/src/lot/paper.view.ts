import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';
import { CertificateView, InspectionView } from './lot.view.ts';

@ObjectType('WaitingPaper', { description: 'A report or certificate that somebody else opens and judges.' })
export class WaitingPaperView {
  @Field(() => ID) id: string;
  lotId: string;
  partyId: string;
  filedByAccountId: string;
  @Field(() => DateTime, { name: 'filedAt' }) atMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) acceptDueAtMs: number;
  @Field(() => ID, { nullable: true, description: 'Its scan: opened at /edges/catalog/files/:id.' })
  fileId: string | null;
  @Field(() => CertificateView, { nullable: true, description: 'Where it is one.' })
  certificate: CertificateView | null;
  @Field(() => InspectionView, { nullable: true, description: 'Where it is one.' }) inspection: InspectionView | null;
}
