import Taro from '@tarojs/taro';
import type { PaymentEnd, PaymentParameters, Scanned } from './platform';

/** In a browser: the sandbox's pages stand for WeChat's own (platform.ts has the same names). Only here may the browser's objects be used. */
export const isWechat = false;

/** The page comes from the platform. */
export const urlOf = (path: string): string => path;

let sandboxUrl: Promise<string | null> | undefined;
/** Where the simulated WeChat is; null where there is none, as in a real county. */
function sandbox(): Promise<string | null> {
  sandboxUrl ??= fetch('/site.json').then(async (response) => (response.ok ? (((await response.json()) as { sandbox: string | null }).sandbox ?? null) : null)).catch(() => null);
  return sandboxUrl;
}

/** This page's address without what a visit elsewhere added to it. */
function here(): string {
  const url = new URL(location.href);
  for (const name of ['code', 'as', 'paid', 'state']) url.searchParams.delete(name);
  return url.href;
}

async function leaveFor(path: string, parameters: Record<string, string>): Promise<boolean> {
  const base = await sandbox();
  if (!base) return false;
  location.assign(`${base}${path}?${new URLSearchParams(parameters)}`);
  return true;
}

export async function askSignInCode(): Promise<string | null> {
  if (!(await leaveFor('/h5/authorize', { redirect: here() }))) return null;
  // The browser is on its way to another page; nothing here goes on.
  return new Promise(() => undefined);
}

export function arrival(): { code: string | null; persona: string | null } {
  const { searchParams } = new URL(location.href);
  return { code: searchParams.get('code'), persona: searchParams.get('as') };
}
export const forgetArrival = (): void => history.replaceState(history.state, '', here());

export async function signInAsPersona(persona: string): Promise<void> {
  if (await leaveFor('/h5/authorize', { redirect: here(), as: persona })) await new Promise(() => undefined);
}

export async function pay(parameters: PaymentParameters, returnTo: string): Promise<PaymentEnd> {
  const prepayId = parameters.package.replace(/^prepay_id=/, '');
  if (!(await leaveFor('/h5/cashier', { prepayId, redirect: new URL(`/m${returnTo}`, location.origin).href }))) throw new Error('no till');
  return 'left';
}

/** A page in a browser has no scanner: the code is typed. */
export async function scan(): Promise<Scanned> {
  const { confirm, content } = (await Taro.showModal({ title: '输入追溯码', editable: true, placeholderText: '标签上的一串字母和数字' } as Taro.showModal.Option)) as { confirm: boolean; content?: string };
  if (!confirm) return { kind: 'cancelled' };
  return content?.trim() ? { kind: 'text', text: content.trim() } : { kind: 'unreadable' };
}

export const systemFontSize = (): number => 16;

export const showCare = (on: boolean): void => void document.body.classList.toggle('care-body', on);

export async function sendBytes(path: string, bytes: ArrayBuffer, token: string | null): Promise<{ status: number; body: unknown }> {
  const response = await fetch(path, { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) } });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
