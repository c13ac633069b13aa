import { hasRole } from '@heitu/kit/rules/actor';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { WITHDRAWERS } from '../roles.ts';
import type { PaperKind } from './lot.policy.ts';

const of = <Row, Report>(kind: PaperKind, row: Row, report: Report) => ({ kind, row, report });

/** A paper, whichever kind it is. */
export async function paperById({ rows }: Pick<CatalogTransaction, 'rows'>, id: string) {
  const columns = ['id', 'lotId', 'partyId', 'fileId', 'state', 'acceptDueAtMs', 'filedByAccountId'] as const;
  const certificate = await rows.selectFrom('Certificate').select(columns).where('id', '=', id).executeTakeFirst();
  if (certificate) return of('certificate', certificate, null);
  const inspection = await rows
    .selectFrom('Inspection')
    .select([...columns, 'laboratory', 'reportNumber'])
    .where('id', '=', id)
    .executeTakeFirst();
  return inspection ? of('inspection', inspection, inspection) : null;
}

/** Who decides now, and as what. */
export const decision = ({ actor, clock }: Pick<CatalogContext, 'actor' | 'clock'>) => ({
  decidedAtMs: clock.now(),
  decidedByAccountId: actor.id,
  decidedByRole: WITHDRAWERS.find((role) => hasRole(actor, role)) ?? null,
});

/** Nobody judges what they filed, nor what belongs to a business that they act for. */
export const isOwnPaper = (
  { actor }: Pick<CatalogContext, 'actor'>,
  paper: { partyId: string; filedByAccountId: string },
): boolean => paper.filedByAccountId === actor.id || actor.grants.some(({ partyId }) => partyId === paper.partyId);
