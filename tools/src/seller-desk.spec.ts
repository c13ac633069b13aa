import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@heitu/gateway/standalone';

const FOLDER = new URL('../../miniprogram/src/seller/pages/today/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

/** What the page of today asks for, of each state in which something lies on a seller's desk. */
const ASKED: Readonly<Record<string, string>> = {
  'order paid': 'toConfirm: sellerOrders(state: PAID,',
  'order confirmed': 'toPick: sellerOrders(state: CONFIRMED,',
  'after-sale requested': 'afterSales: sellerAfterSales(state: REQUESTED,',
  'after-sale sent-back': 'sentBack: sellerAfterSales(state: SENT_BACK,',
  'after-sale handed-over': 'returned: sellerAfterSales(state: HANDED_OVER,',
  'collection at-centre': 'atCentre: collections(state: AT_CENTRE,',
  'recall-row sealed': 'recallCases(toDestroy: true,',
  'invoice asked': 'invoicesAsked: invoices(state: ASKED,',
  'invoice refused': 'invoicesRefused: invoices(state: REFUSED,',
  'complaint filed': 'complaints(state: FILED,',
  'complaint decided': 'decided: complaints(state: DECIDED,',
  'label-doubt open': 'labelDoubts(state: OPEN,',
  'grower-share open': 'growerShares(state: OPEN,',
  'measure in-force': 'measures {',
};
/** What nobody has to do anything about today. */
const NOTHING_TO_DO: Readonly<Record<string, string>> = {
  'lot registered': 'it may stay unreleased until its last day',
  'lot released': 'it is for sale until its last day',
  'public-look blocked': 'an appeal is theirs to make or not; the message and the goods say until when',
  'shop-look blocked': 'an appeal is theirs to make or not; the message and the shop say until when',
  'grower-share over': 'it is set off against what the grower gets next',
  'merchant-account open': 'the page of money says until when the password is changed',
  'contract signed': 'it holds until its last day, of which a message tells before',
};

const onSellersDesk = MANIFESTS.flatMap(({ lifecycles = [] }) =>
  lifecycles.flatMap(({ lifecycle: { name, states } }) =>
    Object.entries(states).flatMap(([state, rule]) =>
      'desk' in rule && rule.desk === 'seller' ? [`${name} ${state}`] : [],
    ),
  ),
);

describe("what lies on a seller's desk", () => {
  it('is asked for by their page of today, or wants nothing of them', () => {
    const known = [...Object.keys(ASKED), ...Object.keys(NOTHING_TO_DO)];
    expect([...new Set(onSellersDesk)].sort()).toEqual(known.sort());
  });

  it.each(Object.entries(ASKED))('%s is read by what makes the list', (_state, asked) => {
    expect(textOf('seller-today.graphql')).toContain(asked);
    const [, name] = /^(\w+)/.exec(asked)!;
    expect(textOf('todo.ts')).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
