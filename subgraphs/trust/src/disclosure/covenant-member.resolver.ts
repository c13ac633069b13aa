import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { PartyStub } from '../foreign/foreign.view.ts';

const MEMBER_SORTS = { joinedAt: 'joinedAtMs', name: { text: 'name' } } as const;
const MemberPage = sortedArgs('CovenantMemberSort', MEMBER_SORTS);

@ObjectType('CovenantMember', { description: 'A party that joined the self-regulatory covenant and has not left it.' })
export class CovenantMemberView {
  @Field(() => ID, { description: "The party's." }) id: string;
  @Field() name: string;
  @Field(() => Int, { description: 'Of the covenant, as it was when they joined.' }) version: number;
  @Field(() => DateTime, { name: 'joinedAt' }) joinedAtMs: number;
}
const MemberConnection = connectionOf('CovenantMember', CovenantMemberView);

@Resolver(() => CovenantMemberView)
export class CovenantMemberResolver {
  @Query(() => MemberConnection, { description: 'Members of the covenant (12.2), the newest first, or sorted.' })
  covenantMembers(@Ctx() { rows }: TrustContext, @Args(() => MemberPage) page: SortedPage) {
    const members = rows
      .selectFrom('CovenantMember as m')
      .innerJoin('KnownParty as k', 'k.partyId', 'm.partyId')
      .select(['m.partyId as id', 'k.name', 'm.version', 'm.joinedAtMs'])
      .where('m.leftAtMs', 'is', null);
    return sortedPage(rows.selectFrom(members.as('of')).selectAll(), page, MEMBER_SORTS, {
      by: 'joinedAt',
      descending: true,
    });
  }
  @FieldResolver(() => PartyStub, { description: 'With its credit, and the measures against it.' })
  party(@Root() { id }: CovenantMemberView): PartyStub {
    return { id };
  }
}
