import { Published } from '@heitu/kit/privacy/sealed-texts';
import { SAME_FOR_ALL_NOW } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL_NOW)
@ObjectType('Grower', {
  description: 'Somebody who grows, gathers or makes what a shop sells, as they show themselves there.',
})
export class GrowerView {
  @Field(() => ID) id: string;
  @Published('accountId') @Field({ description: 'How they let buyers call them.' }) name: string;
  @Published('accountId')
  @Field(() => String, { nullable: true, description: 'What they tell of themselves and their work.' })
  story: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Their face: GET /edges/sellers/files/<id>. Null where they do not agree to its being shown.',
  })
  pictureId: string | null;
}
@ObjectType('GrowerRemoved')
export class GrowerRemoved {
  @Field(() => ID) id: string;
}
