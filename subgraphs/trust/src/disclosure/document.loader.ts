import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import { AGREEMENT_KINDS, type DOCUMENT_LABELS, type DocumentKind } from './disclosure.policy.ts';
import { documentLifecycle } from './document.lifecycle.ts';
import { changesBetween, SAYS_FEE, saysFee, type Change } from './document.policy.ts';

/** What binds at a moment: of each kind the newest version that was adopted and whose day has come. */
export const inForce = ({ rows }: Pick<TrustContext, 'rows'>, nowMs: number) =>
  rows
    .selectFrom('PublicDocument as d')
    .selectAll('d')
    .where('d.state', '=', 'adopted')
    .where('d.effectiveAtMs', '<=', nowMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('PublicDocument as newer')
            .select('newer.id')
            .whereRef('newer.kind', '=', 'd.kind')
            .whereRef('newer.version', '>', 'd.version')
            .where('newer.state', '=', 'adopted')
            .where('newer.effectiveAtMs', '<=', nowMs),
        ),
      ),
    );
/** The same of one kind. */
export const inForceOf = (of: Pick<TrustContext, 'rows'>, nowMs: number, kind: DocumentKind) =>
  inForce(of, nowMs).where('d.kind', '=', kind).executeTakeFirst();

/** The titles of those in force that name a rate of the platform's fee by themselves, from before it had a row. */
export async function documentsStatingFee(context: TrustContext): Promise<string[]> {
  const found = await inForce(context, context.clock.now()).where('d.kind', 'in', SAYS_FEE).execute();
  return found.filter(({ text }) => !saysFee(text)).map(({ title }) => title);
}

/** What is about to bind, or is spoken about: the soonest first. */
export const ahead = ({ rows, clock }: TrustContext) =>
  rows
    .selectFrom('PublicDocument')
    .selectAll()
    .where((eb) => eb.or([eb('state', '=', 'draft'), eb('effectiveAtMs', '>', clock.now())]))
    .orderBy('effectiveAtMs')
    .orderBy('publishedAtMs')
    .execute();

export async function documentsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('PublicDocument').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}

/** What the caller can do with each: adopt or speak to a draft; say yes to what binds or is about to, one time. */
export async function documentActions(
  context: TrustContext,
  ids: readonly string[],
): Promise<(keyof typeof DOCUMENT_LABELS | 'adopt' | 'lapse')[][]> {
  const { actor, rows, clock } = context;
  const parts = rolesOf(actor);
  const isPerson = hasRole(actor, 'consumer');
  const found = await rows
    .selectFrom('PublicDocument as d')
    .leftJoin('AgreementConfirmation as mine', (join) =>
      join
        .onRef('mine.kind', '=', 'd.kind')
        .onRef('mine.version', '=', 'd.version')
        .on('mine.accountId', '=', actor.id),
    )
    .leftJoin('DocumentComment as said', (join) =>
      join.onRef('said.documentId', '=', 'd.id').on('said.accountId', '=', actor.id),
    )
    .select(['d.id', 'd.kind', 'd.version', 'd.state', 'd.heardUntilMs', 'd.lapsesAtMs'])
    .select(['mine.id as confirmedBy', 'said.id as saidBy'])
    .where('d.id', 'in', ids)
    .execute();
  const binding = isPerson ? await inForce(context, clock.now()).where('d.kind', 'in', AGREEMENT_KINDS).execute() : [];
  const isOld = (kind: DocumentKind, version: number) =>
    binding.some((newest) => newest.kind === kind && newest.version > version);
  return inOrder(ids, ({ id }) => id, found).map((row) => {
    if (!row) return [];
    const acts = documentLifecycle.available(row, parts, clock.now());
    if (isPerson && row.state === 'draft' && !row.saidBy) return [...acts, 'comment'];
    const isMine =
      isPerson && AGREEMENT_KINDS.some((kind) => kind === row.kind) && row.state === 'adopted' && !row.confirmedBy;
    return isMine && !isOld(row.kind, row.version) ? [...acts, 'confirm'] : acts;
  });
}

const COMMENTS_MAX = 200;
/** What was said to each and answered; what is not answered yet to the operator and whoever said it. */
export async function commentsOf({ rows, actor }: TrustContext, ids: readonly string[]) {
  const found = await rows
    .selectFrom('DocumentComment')
    .selectAll()
    .where('documentId', 'in', ids)
    .$if(!hasRole(actor, 'operator-admin'), (query) =>
      query.where((eb) => eb.or([eb('answeredAtMs', 'is not', null), eb('accountId', '=', actor.id)])),
    )
    .orderBy('id', 'desc')
    .execute();
  return groupedInOrder(ids, ({ documentId }) => documentId, found).map((comments) => comments.slice(0, COMMENTS_MAX));
}

/** What each says otherwise than the version that was adopted before it; nothing of a first one. */
export async function changesOf({ rows }: TrustContext, ids: readonly string[]): Promise<Change[][]> {
  const found = await rows
    .selectFrom('PublicDocument as d')
    .leftJoin('PublicDocument as before', (join) =>
      join
        .onRef('before.kind', '=', 'd.kind')
        .onRef('before.version', '<', 'd.version')
        .on('before.state', '=', 'adopted'),
    )
    .select(['d.id', 'd.text', 'before.text as former', 'before.version'])
    .where('d.id', 'in', ids)
    .orderBy('before.version')
    .execute();
  // Of several former ones the last is the newest.
  const newest = [...new Map(found.map((row) => [row.id, row])).values()];
  return inOrder(ids, ({ id }) => id, newest).map((row) =>
    row && row.former !== null ? changesBetween(row.former, row.text) : [],
  );
}
