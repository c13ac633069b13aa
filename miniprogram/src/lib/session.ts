import { Me, SignInWithWechat } from '@/api/shop';
import { actingFor, backToSelf, begin, forgetNameless, lapse, leave, tokenOf, unknownToken, useToken } from './holder';
import { arrival, askSignInCode, forgetArrival, signInAsPersona } from './platform';
import { Problem } from './problem';
import { confirm } from './say';
import { post, problemOf } from './transport';

export { tokenOf } from './holder';
/** Whether somebody is signed in, as this phone knows. */
export const useSignedIn = (): boolean => useToken() !== null;

/**
 * The platform does not know this session any more. Who acted for another is themselves again and is told so: what was
 * meant for the other must not be done in one's own name.
 */
export function endSession(sent: string): void {
  if (sent !== tokenOf()) return;
  const other = actingFor();
  if (!other) return lapse();
  backToSelf({ forGood: true });
  throw new Problem('forbidden', {
    message: `您不能再替${other.name}办事了：日子到了，或者停了。现在是您自己的账号。`,
  });
}
/** Signed out: nothing of the person stays on the phone. */
export const signOut = leave;

interface SignInAnswer {
  token?: string;
  account?: { id: string } | null;
  message?: string;
}
async function exchange(code: string): Promise<boolean> {
  const answer = await post(SignInWithWechat, { input: { code } }, null);
  const result = answer.data?.['signInWithWechat'] as SignInAnswer | undefined;
  if (!result) throw problemOf(answer);
  if (!result.token || !result.account) {
    throw new Problem('refused', { refusal: { message: result.message ?? '没有登录成功，请再试一次' } });
  }
  if (actingFor()) backToSelf();
  begin(result.account.id, result.token);
  return true;
}

let signingIn: Promise<boolean> | null = null;
/**
 * Signs in whoever holds the phone, once however often it is asked. In WeChat this needs no tap; a browser leaves for
 * the sandbox's page and comes back to this very page. False where there is nobody to ask.
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
export const offerSignIn = async (): Promise<boolean> =>
  (await confirm('请先登录', '登录后回到这一页，填好的内容还在。', '去登录')) && (await signIn());

let asking: Promise<void> | null = null;
/** Whose the session is, where the phone does not know: one from before that was kept. */
export function knowHolder(): Promise<void> {
  asking ??= (async () => {
    const token = unknownToken();
    const answer = token ? await post(Me, {}, token).catch(() => null) : null;
    const me = answer?.data?.['me'] as { id: string } | null | undefined;
    if (me && token === unknownToken()) begin(me.id, token!);
  })().finally(() => {
    asking = null;
  });
  return asking;
}

let cameBack = false;
/** The page was left to sign in, and this is the return to it. */
export const hasComeBack = (): boolean => cameBack || arrival().code !== null;

let arriving: Promise<void> | null = null;
/** Before the first request: a code or a demo person in the page's address becomes a session. */
export function arrive(): Promise<void> {
  arriving ??= (async () => {
    forgetNameless();
    const { code, persona } = arrival();
    if (code) {
      cameBack = true;
      forgetArrival();
      await exchange(code).catch(() => false);
    } else if (persona) {
      signOut();
      await signInAsPersona(persona);
    }
  })();
  return arriving;
}
