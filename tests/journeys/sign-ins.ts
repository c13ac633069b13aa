import { SIGN_INS, type SignIn } from '@heitu/sandbox/seed';
import { Gateway, NotAsExpected, Person } from './client.ts';
import type { Journey } from './journey.ts';
import { World } from './world.ts';

const PASSWORD =
  'mutation($input: SignInWithPasswordInput!) { signInWithPassword(input: $input) { ... on SignInChallenge { challenge otpauthUri } ... on SignInWithPasswordRefused { code } } }';
const SECOND_FACTOR =
  'mutation($input: SignInWithSecondFactorInput!) { signInWithSecondFactor(input: $input) { ... on SignedIn { token } ... on SignInWithSecondFactorRefused { code } } }';

/**
 * Both steps of a staff sign-in, the sandbox playing the phone's app, which learns a secret where none is enrolled;
 * answers the token, or what was said instead. `learned`: told of that secret at once, since the answer that it is
 * enrolled may be lost.
 */
export async function signInBySteps(
  gateway: Gateway,
  world: World,
  { login, password, factorSecret }: Pick<SignIn, 'login' | 'password'> & Partial<SignIn>,
  learned: (secret: string) => void = () => {},
): Promise<{ token?: string; code?: string }> {
  const nobody = new Person(gateway, login, null);
  const { signInWithPassword: asked } = await nobody.ask(PASSWORD, { input: { login, password } });
  if (!asked.challenge) return asked;
  const secret = asked.otpauthUri ? new URL(asked.otpauthUri).searchParams.get('secret')! : factorSecret;
  if (asked.otpauthUri) learned(secret!);
  const { code } = await world.post('/authenticator', { secret });
  return (await nobody.ask(SECOND_FACTOR, { input: { challenge: asked.challenge, code } })).signInWithSecondFactor;
}

export function signInOf(role: string): SignIn {
  const entry = SIGN_INS.find((row) => row.role === role);
  if (!entry) throw new NotAsExpected(`the demo county has no sign-in for ${role}`);
  return entry;
}

/**
 * Far less than a session of staff lasts unused. Asking whether it still holds would not do: the gateway believes an
 * answer for two seconds of real time, in which the clock that we move may have leapt past the session's end.
 */
const KNOWN_MS = 3_600_000;

/** The demo county's staff, by role: signed in anew where an hour has passed by the clock that we move. */
export async function signInAs(journey: Journey, role: string): Promise<Person> {
  const nowMs = (await journey.world.now()).getTime();
  const known = journey.staff.get(role);
  if (known && nowMs - known.signedInAtMs < KNOWN_MS) return known.person;
  const entry = signInOf(role);
  let { token, code } = await signInBySteps(journey.gateway, journey.world, entry);
  if (code === 'CODE_REFUSED') {
    // Each code is good once, and an earlier run may have used the one of this half minute.
    await journey.world.advance({ seconds: 30 });
    ({ token, code } = await signInBySteps(journey.gateway, journey.world, entry));
  }
  journey.expect(token, `${entry.login} could not sign in: ${code}`);
  const person = new Person(journey.gateway, entry.login, token);
  journey.staff.set(role, { person, signedInAtMs: nowMs });
  return person;
}
