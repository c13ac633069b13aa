import { Secret, TOTP } from 'otpauth';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import type { TrustRoom } from './trust-room.fixture.ts';

const PASSWORD = `mutation($login: String!, $password: String!) { signInWithPassword(input: { login: $login, password: $password }) { __typename ... on SignInChallenge { challenge otpauthUri isPasswordDue expiresAt } ... on SignInWithPasswordRefused { code message clause } } }`;
const SECOND = `mutation($input: SignInWithSecondFactorInput!) { signInWithSecondFactor(input: $input) { __typename ... on SignedIn { token recoveryCodes account { id roles } } ... on SignInWithSecondFactorRefused { code message clause } } }`;

export interface StaffMember {
  login: string;
  password: string;
  /** Base32. */
  secret: string;
  recoveryCodes: string[];
  accountId: string;
  token: string;
  actor: Actor;
}

export const secretIn = (otpauthUri: string): string => new URL(otpauthUri).searchParams.get('secret')!;
/** What a phone shows that is so many milliseconds ahead of the room's clock. */
export const codeOf = (room: TrustRoom, secret: string, aheadMs = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: room.clock.now() + aheadMs });

/** The steps of a staff sign-in in a room. */
export const stepsOf = (room: TrustRoom) => {
  const askPassword = async (login: string, password: string): Promise<any> =>
    (await room.graph<any>(ANONYMOUS, PASSWORD, { login, password })).signInWithPassword;
  const second = async (challenge: string, code: string, newPassword?: string): Promise<any> =>
    (await room.graph<any>(ANONYMOUS, SECOND, { input: { challenge, code, newPassword } })).signInWithSecondFactor;
  /** The first sign-in: learns the app's secret and chooses a password. */
  async function enrol(login: string, givenPassword: string, password: string): Promise<StaffMember> {
    const asked = await askPassword(login, givenPassword);
    const secret = secretIn(asked.otpauthUri);
    const { token, recoveryCodes, account } = await second(asked.challenge, codeOf(room, secret), password);
    return {
      login,
      password,
      secret,
      recoveryCodes,
      accountId: account.id,
      token,
      actor: (await room.subgraph.authenticate(token))!,
    };
  }
  /** Any later one, with the next code of the app. */
  async function signIn({ login, password, secret }: StaffMember): Promise<any> {
    room.clock.advance(30_000);
    return second((await askPassword(login, password)).challenge, codeOf(room, secret));
  }
  return { askPassword, second, enrol, signIn };
};
