import { sql } from 'kysely';
import type { TrustContext } from '../context.ts';
import { hostOf, type DatabaseLook } from './sighting.policy.ts';

interface Row {
  number: number | string;
  user: string;
  host: string | null;
}
/**
 * Who is at the database now, by the server's own list; never what they ask. Without the right PROCESS the server shows
 * nothing but our own.
 */
export async function lookAtSessions(context: TrustContext): Promise<DatabaseLook> {
  const { rows } = context;
  const { self } = await rows.selectNoFrom(sql<string>`current_user()`.as('self')).executeTakeFirstOrThrow();
  const [user = '', host = ''] = self.split('@');
  const rights = await sql<{ name: string }>`
    select privilege_type as name from information_schema.user_privileges
    where privilege_type = 'PROCESS' and grantee = ${`'${user}'@'${host}'`}`.execute(rows);
  const seen = await sql<Row>`
    select id as number, user as user, host as host from information_schema.processlist`.execute(rows);
  return {
    self,
    seesAll: rights.rows.length > 0,
    sessions: seen.rows.map((row) => ({ number: Number(row.number), user: row.user, host: hostOf(row.host ?? '') })),
  };
}
