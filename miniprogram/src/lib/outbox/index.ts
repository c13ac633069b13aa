import Taro from '@tarojs/taro';
import { lastHeard } from '../heard';
import { useEffect, useRef } from 'react';
import { call, doneIn, type Asked } from '../call';
import { forgetInOutbox, keepInOutbox, outboxKept, ownerOf } from '../holder';
import { onNetwork } from '../platform';
import { newId, requestIdFor, settleRequestId } from '../request-id';
import { Problem } from '../problem';
import { confirm } from '../say';
import { arrive, offerSignIn } from '../session';
import { isNearlyFull } from '../storage';
import { createStore } from '../store';
import { doneOf, thingOf } from './acts';
import { inOrder, Kept, Outbox, type Entry } from './queue';

export { mayWait, textOfAct } from './acts';
export { idAfter, Kept, type Entry } from './queue';

const waitingKept = (): Entry[] => inOrder(outboxKept<Entry>()).filter(({ id }) => !outbox.isAttended(id));
const waiting = createStore<Entry[]>(waitingKept, { ofPerson: true });
/** All that waits of whoever is signed in, also what they did by another's leave, in the order in which it was done. */
export const useWaiting = waiting.use;
/** What of it waits; when some of that is done, the page asks anew. */
export function useWaitingWhere(isMeant: (entry: Entry) => boolean, reload: () => Promise<void>): Entry[] {
  const entries = waiting.use().filter(isMeant);
  const before = useRef(entries.length);
  useEffect(() => {
    if (entries.length < before.current) void reload();
    before.current = entries.length;
  }, [entries.length, reload]);
  return entries;
}
/** The same of one thing. */
export const useWaitingOf = (of: string, reload: () => Promise<void>): Entry[] =>
  useWaitingWhere((entry) => entry.of === of, reload);
/** What is done in this name now can be sent; the rest when they act for that one again. */
export const isSendable = ({ owner }: Entry): boolean => owner === ownerOf();

const outbox = new Outbox({
  all: () => outboxKept<Entry>().filter(isSendable),
  write: (entry) => keepInOutbox(entry.owner, entry.id, entry),
  remove(entry) {
    forgetInOutbox(entry.owner, entry.id);
    if (entry.key !== undefined) settleRequestId(entry.key);
  },
  async send(entry) {
    const { document, input, id } = entry;
    const asked: Asked = { ...document, kind: 'mutation' };
    await arrive();
    // Whoever held the phone has changed: it waits for whose it is.
    if (!isSendable(entry)) throw new Problem('unauthenticated');
    return doneIn(await call(asked, { input: { ...input, ...doneOf(entry), requestId: id } }, { quiet: true }));
  },
  newId,
  changed() {
    waiting.set(waitingKept());
    lookAgain();
  },
});
export const sendWaiting = (): Promise<void> => outbox.run();
export const sendAgain = (entry: Entry): Promise<void> => outbox.again(entry);
export const letGo = (entry: Entry): Promise<void> => outbox.letGo(entry);

const LOOK_EVERY_MS = 20_000;
let timer: ReturnType<typeof setTimeout> | null = null;
/** While something waits it is tried every so often: not every phone tells that its network is back. */
function lookAgain(): void {
  const isWaiting = waiting.get().some((entry) => isSendable(entry) && !entry.refused);
  if (!isWaiting || timer) return;
  timer = setTimeout(() => {
    timer = null;
    void sendWaiting().then(lookAgain);
  }, LOOK_EVERY_MS);
}
/** Once, when the app starts. */
export function watchNetwork(): void {
  onNetwork(() => void sendWaiting());
}

/** What whoever tapped is told. */
export function keptText({ why }: Kept): string {
  if (why === 'behind') return '记下了，前一步还没办成，先看那一步';
  if (isNearlyFull()) return '记下了。手机快满了，早点到有网的地方';
  return why === 'unauthenticated' ? '记下了，登录后就办' : '没有网，记下了，有网就办';
}

/** What the platform says of it, to somebody who comes back to it later. */
export const whyNot = ({ refused }: Entry): string =>
  refused?.code === 'WRONG_STATE' ? '没网的时候它已经变了，这一步办不了了' : (refused?.message ?? '');

/** Before the person leaves the phone: what waits goes with them, and it is said how much. */
export async function confirmLoss(): Promise<boolean> {
  const count = waiting.get().length;
  if (count === 0) return true;
  const more = '先到有网的地方等一会儿，它们会自己发出去。';
  return confirm(`还有 ${count} 件没发出去`, `现在走，这 ${count} 件就没了，平台不知道您做过。${more}`, '不要了');
}

let about: { of: string; text: string } | null = null;
/** What the page that is open is about, in words that name no person: what waits is told apart by it. */
export const nameThing = (of: string, text: string): void => void (about = { of, text });

/** An act is kept, then sent. Where it waits, Kept is thrown: the tap is done, and the page shows that it waits. */
export async function actOrWait(
  owner: string,
  document: Asked,
  given: object,
  key?: string,
  thing?: string,
): Promise<object> {
  const input = { ...given };
  const { path: address = '', params = {} } = Taro.getCurrentInstance().router ?? {};
  const [path = ''] = address.split('?');
  const id = thing ?? params['id'];
  const of = thingOf(input, { path, id });
  const { name, hash } = document;
  try {
    return await outbox.act({
      id: key === undefined ? newId() : requestIdFor(key),
      owner,
      key,
      document: { name, hash },
      input,
      of,
      page: path + (id ? `?id=${encodeURIComponent(id)}` : ''),
      about: about?.of === of ? about.text : null,
      atMs: Date.now(),
      heard: lastHeard(),
    });
  } catch (error) {
    // It is kept: whoever comes back from the sign-in finds it sent.
    if (error instanceof Kept && error.why === 'unauthenticated' && (await offerSignIn())) void sendWaiting();
    throw error;
  }
}
