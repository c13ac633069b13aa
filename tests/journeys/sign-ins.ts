import { SIGN_INS } from '@heitu/sandbox/seed';
import type { Person } from './client.ts';
import type { Journey } from './journey.ts';

/** The demo county's staff, by role; signed in anew each time, since staff sessions end after a while of the clock we move. */
export async function signInAs(journey: Journey, role: string): Promise<Person> {
  const entry = SIGN_INS.find((row) => row.role === role);
  journey.expect(entry, `the demo county has no sign-in for ${role}`);
  return journey.signInStaff(entry.login, entry.password);
}
