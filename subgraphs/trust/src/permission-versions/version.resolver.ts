import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { PermissionVersionActs } from '../enums.ts';
import { accountsById } from '../identity/account.loader.ts';
import { versionLifecycle } from './version.lifecycle.ts';
import { CHANGES_KEPT_MAX } from './version.policy.ts';
import { PermissionVersionConnection, PermissionVersionView, VERSION_SORTS } from './version.view.ts';

const VersionPage = sortedArgs('PermissionVersionSort', VERSION_SORTS);
type VersionRow = PermissionVersionView & {
  changes: Json<string[]>;
  inForce: 'now' | null;
  approvedBy: string | null;
};

@Resolver(() => PermissionVersionView)
export class PermissionVersionResolver {
  @Query(() => PermissionVersionConnection, {
    description: 'Versions of the permission matrix of the running platform, the newest first, or sorted.',
  })
  permissionVersions(
    @Ctx() { rows }: TrustContext,
    @Args(() => VersionPage) page: SortedPage,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that wait for approval.' })
    onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('PermissionVersion')
      .selectAll()
      .$if(onlyOpen, (open) => open.where('state', '=', 'unapproved'));
    return sortedPage(query, page, VERSION_SORTS, { by: 'seenAt', descending: true });
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: VersionRow): string {
    return versionLifecycle.texts[state];
  }
  @FieldResolver(() => Boolean, { description: 'It is the one that runs, as it was seen last.' })
  isInForce(@Root() { inForce }: VersionRow): boolean {
    return inForce !== null;
  }
  @FieldResolver(() => [String], {
    description: `\`+ trust Mutation.x: role …\` came, \`-\` went; at most ${CHANGES_KEPT_MAX}, of the first none.`,
  })
  changes(@Root() { changes }: VersionRow): string[] {
    return fromJson(changes);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who approved it.' })
  async approvedByName(@Ctx() context: TrustContext, @Root() { approvedBy }: VersionRow): Promise<string | null> {
    return approvedBy && ((await context.loader(accountsById).load(approvedBy))?.displayName ?? null);
  }
  @FieldResolver(() => [PermissionVersionActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: VersionRow) {
    return versionLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
