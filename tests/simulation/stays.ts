import { MANIFESTS } from '@heitu/gateway/standalone';

/**
 * What lies on a desk until somebody does it, by its nature: duties that nobody else can do for whoever has them, each
 * with what it keeps its owner from meanwhile. No matter of a buyer's, seller's or carrier's money is among them.
 */
export const STAYS: Readonly<Record<string, string>> = {
  'sellers party review-overdue': 'the party trades with nobody until it is reviewed',
  'sellers re-review-reminder unsaid': 'of a party that trades with nobody any more',
  'sellers help-request asked': 'a question to the platform; that it is unanswered stands in the report on 6.2.b',
  'trust return produced':
    'two people of the platform sign what an authority reads; the authority is told that it is late',
  'trust return approved': 'the second of them files it; the authority is told that it is late',
  'trust oversight asked': 'an authority asks, and knows that nobody has answered',
  'trust correction asked': 'only who looks can say what is true of a person; the law’s days are over in the report',
  'trust review held': 'words that may be unlawful are not shown before somebody has read them',
  'trust trade-check open': 'a finding of the platform’s own checks; that it stands is in the report on 6.5',
  'trust database-sighting seen': 'only people know who it was; that nobody says so is in the report on 11.5.dh',
  'trust permission-version unapproved':
    'only people answer for who may do what; that nobody does is in the report on 5.3.e-i',
  'trust shipping-notice refused': 'WeChat takes it only as somebody corrects it; finance has it as well',
  'trust webhook disabled': 'a program that is told of nothing until its people switch it on again',
  'orders recall-case opened': 'nobody but the platform can report a recall',
  'orders recall-case notified': 'nobody but the platform can report a recall',
  'orders recall-case reported': 'two people of the platform close it, when its goods are destroyed',
  'orders recall-row sealed': 'nobody but the seller can destroy what is sealed there',
  'orders recall-row shown': 'only somebody who looks can say that a photo shows a destruction',
  'orders charge-difference unclear': 'the marked price is not known: only people can find it; its order goes on',
  'logistics contents-case open': 'the parcel is delivered or claimed on its own way; its carrier says what it found',
  'logistics mismatch found': 'the parcel goes on its own way; its carrier says why the codes differ',
  'logistics supervision-check planned': 'only who goes there can check; the authority sees that nobody went',
  'logistics cod-remittance owed': 'of records of before: no order is paid in cash (decision 40)',
  'payments merchant-account open': 'the payment password is overdue: only its keeper can change it',
  'payments books-month open': 'two people say that a month is right; until then late entries are dated into it',
  'payments deposit short': 'what the contract asks for is owed until it is put up',
  'payments recovery open': 'what cannot be collected stays owed, without interest',
};

/** The states that wait for somebody, and out of which no job, reaction or edge ever leads. */
export const waitingForPeople = (): string[] =>
  MANIFESTS.flatMap(({ name, lifecycles = [] }) =>
    lifecycles.flatMap(({ lifecycle }) =>
      Object.entries(lifecycle.states)
        .filter(([, rule]) => 'until' in rule)
        .map(([state]) => state)
        .filter(
          (state) =>
            !lifecycle.transitions.some(
              ({ from, to, by }) => from.includes(state) && to !== state && by.includes('system'),
            ),
        )
        .map((state) => `${name} ${lifecycle.name} ${state}`),
    ),
  );
