import { chinaTime } from '@heitu/kit/rules/calendar';
import { YES } from '@heitu/kit/data/entities';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccounts } from '../messages/notify.ts';
import { PublicDocument } from './disclosure.entity.ts';
import { documents } from './disclosure.moves.ts';
import type { DocumentKind } from './disclosure.policy.ts';
import { TOLD_OF_DOCUMENTS } from './document.policy.ts';

/** A draft that nobody adopts in its time is no longer one. */
export async function lapseDrafts(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await documents.bySystem(context, tx, 'lapse', { lapsesAtMs: { $lte: nowMs } });
    return ok(null);
  });
}

/** So many are told at a time. */
const TOLD_MAX = 200;

/** Tells those whom a document concerns of its draft, and of the day from which it binds once that is known. */
export async function tellOfDocuments(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const next = await context.rows
    .selectFrom('PublicDocument')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'draft'), eb('toldState', 'is', null)]),
        eb.and([
          eb('state', '=', 'adopted'),
          eb('effectiveAtMs', '>', nowMs),
          eb.or([eb('toldState', 'is', null), eb('toldState', '!=', 'adopted')]),
        ]),
      ]),
    )
    .orderBy('publishedAtMs')
    .limit(1)
    .executeTakeFirst();
  if (!next) return;
  await context.transaction(async (tx) => {
    const people = await concerned(tx, next.kind, next.toldUpTo ?? '');
    const when =
      next.effectiveAtMs === null
        ? `可以提意见，到${chinaTime(next.heardUntilMs)}以后才定稿`
        : `${chinaTime(next.effectiveAtMs)}起照新的办，在那以前照旧的办`;
    const isDone = people.length < TOLD_MAX;
    const told = isDone ? { toldState: next.state, toldUpTo: null } : { toldUpTo: people.at(-1) ?? null };
    const { id, state, toldState, toldUpTo } = next;
    // Whoever else tells of it at this moment tells these people.
    if ((await tx.em.nativeUpdate(PublicDocument, { id, state, toldState, toldUpTo }, told)) === 0) return ok(null);
    await notifyAccounts(context, tx, people, {
      kind: 'rules-change',
      title: `规则要变：${next.title}`,
      body: `${when}。改了哪里，请在“规则与协议”里看`,
      orderId: null,
    });
    return ok(null);
  });
}

/** The next accounts that a kind concerns. */
async function concerned(tx: TrustTransaction, kind: DocumentKind, after: string): Promise<string[]> {
  const told = TOLD_OF_DOCUMENTS[kind];
  if (told.length === 0) return [];
  const found =
    told === 'confirmed'
      ? await tx.rows
          .selectFrom('AgreementConfirmation')
          .select('accountId')
          .distinct()
          .where('kind', '=', kind)
          .where('accountId', '>', after)
          .orderBy('accountId')
          .limit(TOLD_MAX)
          .execute()
      : await tx.rows
          .selectFrom('GrantRow')
          .select('accountId')
          .distinct()
          .where('role', 'in', told)
          .where('active', '=', YES)
          .where('accountId', '>', after)
          .orderBy('accountId')
          .limit(TOLD_MAX)
          .execute();
  return found.map(({ accountId }) => accountId);
}
