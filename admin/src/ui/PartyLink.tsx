import { Link } from 'react-router';
import { NONE } from '../lib/format.ts';
import { isStaff } from '../lib/rights.ts';

/** Whom a row is about; a dash where sellers do not answer now. */
export function PartyLink({ of, name = of?.name }: { of: { id: string; name?: string } | null; name?: string }) {
  if (!of || !name) return <>{NONE}</>;
  return isStaff() ? <Link to={`/parties/${of.id}`}>{name}</Link> : <>{name}</>;
}
