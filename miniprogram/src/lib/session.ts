import { SignInWithWechat } from '@/api/shop';
import { arrival, askSignInCode, forgetArrival, signInAsPersona } from './platform';
import { Problem } from './problem';
import { confirm } from './say';
import { forget, keep, kept } from './storage';
import { createStore } from './store';
import { post, problemOf } from './transport';

const KEY = 'session';
const token = createStore<string | null>(() => kept<string>(KEY));

export const tokenOf = (): string | null => token.get();
/** Whether somebody is signed in, as this phone knows. */
export const useSignedIn = (): boolean => token.use() !== null;

function setToken(value: string | null): void {
  if (value) keep(KEY, value);
  else forget(KEY);
  token.set(value);
}
export const dropSession = (): void => setToken(null);

const OWN = 'session.own';
/** From here on everything is done for another, by that person's leave; one's own session waits. */
export function actAs(other: string): void {
  if (!kept<string>(OWN)) keep(OWN, token.get());
  setToken(other);
}
export const isActingForAnother = (): boolean => kept<string>(OWN) !== null;
export function backToSelf(): void {
  setToken(kept<string>(OWN));
  forget(OWN);
}

async function exchange(code: string): Promise<boolean> {
  const answer = await post(SignInWithWechat, { input: { code } }, null);
  const result = answer.data?.['signInWithWechat'] as { token?: string; message?: string } | undefined;
  if (!result) throw problemOf(answer);
  if (!result.token) throw new Problem('refused', { refusal: { message: result.message ?? '没有登录成功，请再试一次' } });
  setToken(result.token);
  return true;
}

let signingIn: Promise<boolean> | null = null;
/**
 * Signs in whoever holds the phone, once however often it is asked. In WeChat this needs no tap; a browser leaves for the sandbox's page and comes
 * back to this very page. False where there is nobody to ask.
 */
export function signIn(): Promise<boolean> {
  signingIn ??= askSignInCode()
    .then((code) => (code ? exchange(code) : false))
    .finally(() => {
      signingIn = null;
    });
  return signingIn;
}

/** Where signing in leaves the page, it is asked for first. */
export const offerSignIn = async (): Promise<boolean> => (await confirm('请先登录', '登录后回到这一页，填好的内容还在。', '去登录')) && (await signIn());

let arriving: Promise<void> | null = null;
/** Before the first request: a code or a demo person in the page's address becomes a session. */
export function arrive(): Promise<void> {
  arriving ??= (async () => {
    const { code, persona } = arrival();
    if (code) {
      forgetArrival();
      await exchange(code).catch(() => false);
    } else if (persona) {
      setToken(null);
      await signInAsPersona(persona);
    }
  })();
  return arriving;
}
