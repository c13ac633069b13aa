import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

const isHeardOut = {
  holds: ({ heardUntilMs }: { heardUntilMs: number }, nowMs: number) => nowMs >= heardUntilMs,
  else: 'STILL_HEARD',
} as const;

/** A version of a public document: a draft is there to be spoken about, what is adopted binds from its moment on. */
export const documentLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { heardUntilMs: number; lapsesAtMs: number | null }
>()({
  name: 'document',
  initial: 'draft',
  states: {
    draft: {
      text: '征求意见',
      desk: 'operator-admin',
      until: 'lapsesAtMs',
      then: { action: 'lapse', job: 'lapse-drafts' },
    },
    adopted: { text: '已定稿', end: true },
    lapsed: { text: '没有采用', end: true },
  },
  transitions: [
    {
      action: 'adopt',
      from: ['draft'],
      to: 'adopted',
      by: ['operator-admin'],
      when: isHeardOut,
      label: '定稿',
      clause: '10.5.cu',
    },
    // Its time is over, or another draft takes its place.
    { action: 'lapse', from: ['draft'], to: 'lapsed', by: ['system'], label: '作废' },
  ],
});
export type DocumentState = StateOf<typeof documentLifecycle>;
