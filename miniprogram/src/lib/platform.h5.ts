import type { Place } from './place';
import { soundTone } from './tone';
import type { ChosenAddress, DrawingPlace, PaymentEnd, PaymentParameters, Scanned } from './platform';

/**
 * In a browser: the sandbox's pages stand for WeChat's own (platform.ts has the same names). Only here may the
 * browser's objects be used.
 */
export const isWechat = false;

interface Route {
  path: string;
  navigationBarTitleText?: string;
}
declare global {
  interface Window {
    /** Taro leaves it there. */
    __taroAppConfig?: { routes?: Route[] };
    heituEarly?: Early;
  }
}
/** What stands over a page, which the first has not: it has the platform's name in its picture. */
export function titleOf(path: string): string {
  const routes: readonly Route[] = window.__taroAppConfig?.routes ?? [];
  const [page] = path.split('?');
  // `seller/pages/shop/index` ends as `pages/shop/index` does: the longest is meant.
  const [route] = routes
    .filter((one) => page?.endsWith(one.path.replace(/^\//, '')))
    .sort((one, other) => other.path.length - one.path.length);
  return route === routes[0] ? '' : (route?.navigationBarTitleText ?? '');
}

/** Whether a pull that begins here can only move the page down; a finger on a drawing draws. */
export function isAtTop(target: EventTarget): boolean {
  if (!(target instanceof Element) || target.closest('canvas')) return false;
  return (target.closest('.taro-tabbar__panel')?.scrollTop ?? 0) + window.scrollY <= 0;
}

const voices = (): SpeechSynthesis | undefined => window.speechSynthesis;
const chineseVoice = (): SpeechSynthesisVoice | undefined =>
  voices()
    ?.getVoices()
    .find(({ lang }) => /^(zh|cmn)/i.test(lang));
/** Reads aloud where the phone has a voice that speaks Chinese; it may come a moment after the page. */
export const speech = {
  isPossible: (): boolean => chineseVoice() !== undefined,
  watch(told: () => void): () => void {
    voices()?.addEventListener('voiceschanged', told);
    return () => voices()?.removeEventListener('voiceschanged', told);
  },
  say(text: string): void {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = chineseVoice() ?? null;
    said.lang = 'zh-CN';
    voices()?.cancel();
    voices()?.speak(said);
  },
};

let audio: AudioContext | null = null;
const allowSound = (): void => {
  audio ??= new AudioContext();
  void audio.resume();
};
/** A short tone. A browser lets a page sound only after somebody has tapped on it. */
export const chime = {
  isPossible: (): boolean => 'AudioContext' in window,
  /** At a tap, or with the next one. */
  allow: allowSound,
  allowAtNextTap: (): void => window.addEventListener('click', allowSound, { once: true, capture: true }),
  ring: (): void => void (audio && soundTone(audio)),
};

/** The page comes from the platform. */
export const urlOf = (path: string): string => path;

interface Early {
  body: string;
  token: string | null;
  answer: Promise<{ status: number; body: unknown }>;
  /** The answer, once it is there. */
  now: { status: number; body: unknown } | null;
}
/**
 * What the page asked before its scripts were there (config/first-page.js), once, where it is the same question of the
 * same person.
 */
export function askedAlready(body: string, token: string | null): Early['answer'] | null {
  const early = window.heituEarly;
  delete window.heituEarly;
  return early && early.body === body && early.token === token ? early.answer : null;
}

/** The same, where the answer is there: the page is drawn with it at once, instead of empty first. */
export function answeredAlready(body: string, token: string | null): Early['now'] {
  const early = window.heituEarly;
  return early?.now && early.body === body && early.token === token ? (askedAlready(body, token), early.now) : null;
}

/** The phone's own map, or the map in another tab: it knows the way. */
export function showOnMap({ name, address, point }: Place): void {
  const to = point && `${point.longitude},${point.latitude},${encodeURIComponent(name)}`;
  const asked = to
    ? `navigation?to=${to}&mode=car&coordinate=gaode&callnative=1`
    : `search?keyword=${encodeURIComponent(address)}`;
  window.open(`https://uri.amap.com/${asked}`, '_blank', 'noopener');
}

let sandboxUrl: Promise<string | null> | undefined;
/** Where the simulated WeChat is; null where there is none, as in a real county. */
function sandbox(): Promise<string | null> {
  sandboxUrl ??= fetch('/site.json')
    .then(async (response) =>
      response.ok ? (((await response.json()) as { sandbox: string | null }).sandbox ?? null) : null,
    )
    .catch(() => null);
  return sandboxUrl;
}

/** This page's address without what a visit elsewhere added to it. */
function here(): string {
  const url = new URL(location.href);
  for (const name of [...(isSigningIn() ? ['code'] : []), 'as', 'paid', 'state']) url.searchParams.delete(name);
  return url.href;
}

/** A code in the address is one of WeChat's only where somebody left for it: other pages have codes of their own. */
const SIGNING_IN = 'heitu.signing-in';
const isSigningIn = (): boolean => sessionStorage.getItem(SIGNING_IN) !== null;

async function leaveFor(path: string, parameters: Record<string, string>): Promise<boolean> {
  const base = await sandbox();
  if (!base) return false;
  if (path === AUTHORIZE) sessionStorage.setItem(SIGNING_IN, '1');
  location.assign(`${base}${path}?${new URLSearchParams(parameters)}`);
  return true;
}

const AUTHORIZE = '/h5/authorize';

export async function askSignInCode(): Promise<string | null> {
  if (!(await leaveFor(AUTHORIZE, { redirect: here() }))) return null;
  // The browser is on its way to another page; nothing here goes on.
  return new Promise(() => undefined);
}

export function arrival(): { code: string | null; persona: string | null } {
  const { searchParams } = new URL(location.href);
  return { code: isSigningIn() ? searchParams.get('code') : null, persona: searchParams.get('as') };
}
export function forgetArrival(): void {
  history.replaceState(history.state, '', here());
  sessionStorage.removeItem(SIGNING_IN);
}

export async function signInAsPersona(persona: string): Promise<void> {
  if (await leaveFor(AUTHORIZE, { redirect: here(), as: persona })) await new Promise(() => undefined);
}

export async function pay(parameters: PaymentParameters, returnTo: string): Promise<PaymentEnd> {
  const { package: prepay, ...signed } = parameters;
  if (
    !(await leaveFor('/h5/cashier', {
      prepayId: prepay.replace(/^prepay_id=/, ''),
      ...signed,
      redirect: new URL(`/m${returnTo}`, location.origin).href,
    }))
  )
    throw new Error('no till');
  return 'left';
}

export async function collect({ packageInfo }: { packageInfo: string }, returnTo: string): Promise<void> {
  const redirect = new URL(`/m${returnTo}`, location.origin).href;
  if (!(await leaveFor('/h5/collect', { package: packageInfo, redirect }))) throw new Error('no dialogue');
  await new Promise(() => undefined);
}

/**
 * A page in a browser has no scanner: what stands on or below the code is typed, into the browser's own dialogue, as
 * Taro's has no field.
 */
export async function scan(name: string): Promise<Scanned> {
  const typed = window.prompt(`输入${name}（码旁边的一串字母和数字）`);
  if (typed === null) return { kind: 'cancelled' };
  return typed.trim() ? { kind: 'text', text: typed.trim() } : { kind: 'unreadable' };
}

/** A browser keeps nobody's addresses; its pages do not offer it. */
export const chooseWechatAddress = async (): Promise<ChosenAddress> => ({ kind: 'failed' });

export const pictureLabel = (label?: string): object => ({ nativeProps: { alt: label ?? '' } });

export const systemFontSize = (): number => 16;

/** A browser has nobody to tell. */
export const askToBeTold = Object.assign(
  async (_templateIds: readonly string[]): Promise<{ accepted: string[]; refused: string[] }> => ({
    accepted: [],
    refused: [],
  }),
  { isPossible: false },
);

export const showCare = (on: boolean): void => void document.body.classList.toggle('care-body', on);

export const watchNear =
  (_id: string, _tell: (isNear: boolean, heightPixels: number) => void): (() => void) =>
  () =>
    undefined;

export async function sendBytes(
  path: string,
  bytes: ArrayBuffer,
  token: string | null,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(path, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'application/octet-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}

/** The page that is shown: Taro keeps those under it in the document. */
function shownPage(): HTMLElement {
  const pages = Array.from(document.querySelectorAll<HTMLElement>('.taro_page'));
  return pages.filter((one) => one.getClientRects().length > 0).pop() ?? document.body;
}

/** Taro's own search says how large a canvas is or what it is, never both. */
export async function drawingPlace(id: string): Promise<DrawingPlace | null> {
  const node = shownPage().querySelector<HTMLCanvasElement>(`canvas#${id}`);
  const { width, height } = node?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return node && width && height ? { node: node as DrawingPlace['node'], width, height } : null;
}

export const pictureFor = (_node: DrawingPlace['node'], source: string): Promise<HTMLImageElement | null> =>
  new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = source;
  });
/** Downloaded. */
export async function keepDrawing(id: string, name: string): Promise<void> {
  const link = document.createElement('a');
  link.href = shownPage().querySelector<HTMLCanvasElement>(`canvas#${id}`)?.toDataURL('image/png') ?? '';
  link.download = name;
  link.click();
}
export const linkTo = (page: string): string => new URL(`/m${page}`, location.origin).href;

/** Goes with the tab. */
const tabKeys = (prefix: string): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
const tabStore = (prefix: string) => ({
  read(name: string): unknown {
    try {
      return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null') as unknown;
    } catch {
      return null;
    }
  },
  write(name: string, value: unknown): void {
    try {
      sessionStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
      // The store is full: nothing is kept.
    }
  },
  remove: (name: string): void => sessionStorage.removeItem(prefix + name),
  names: (): string[] => tabKeys(prefix).map((key) => key.slice(prefix.length)),
  clear: (): void => tabKeys(prefix).forEach((key) => sessionStorage.removeItem(key)),
});
/**
 * What somebody leaves here who has not signed in: a browser may be anybody's, so it goes with the tab; a sign-in comes
 * back to the same one.
 */
export const visit = tabStore('heitu.visit.');
/** What a sign-in that leaves the page must find again. */
export const underWay = tabStore('heitu.under-way.');

/** Brings the first thing that this selector finds on the page that is shown before the eyes. */
export const bringToLight = (selector: string, block: 'nearest' | 'start' = 'nearest'): void =>
  shownPage().querySelector(selector)?.scrollIntoView({ block, behavior: 'instant' });

export function onNetwork(told: () => void): void {
  window.addEventListener('online', told);
  // A phone that was in a pocket may have missed it.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && told());
}

/**
 * From here on the pages of those who work open without a network (config/offline.js). A browser that knows no such
 * thing, or forbids it, goes on as before.
 */
export const openOffline = (): void => void navigator.serviceWorker?.register('/m/sw.js').catch(() => undefined);
