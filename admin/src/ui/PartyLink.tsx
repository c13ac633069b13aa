import { Link } from 'react-router';
import { NONE } from '../lib/format.ts';

/** Whom a row is about; a dash where sellers do not answer now. */
export function PartyLink({ of, name = of?.name }: { of: { id: string; name?: string } | null; name?: string }) {
  return of && name ? <Link to={`/parties/${of.id}`}>{name}</Link> : <>{NONE}</>;
}
