import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** What a person can ask for. */
export const DATA_REQUEST_KINDS = { export: '导出', erasure: '注销' } as const;
export type DataRequestKind = keyof typeof DATA_REQUEST_KINDS;

/** A copy is given and an erasure done at once, but for what the law keeps: that goes when its day has come. */
export const dataRequestLifecycle = lifecycleOf<Role, Desk, ClauseRef, { holdUntilMs: number | null }>()({
  name: 'data-request',
  initial: 'held',
  states: {
    held: {
      text: '依法保存到期后删除',
      desk: 'platform',
      until: 'holdUntilMs',
      then: { action: 'release', job: 'release-holds' },
    },
    done: { text: '已办结', end: true },
  },
  transitions: [
    { action: 'release', from: ['held'], to: 'done', by: ['system'], label: '删除', clause: '10.4' },
    { action: 'hold-on', from: ['held'], to: 'held', by: ['system'], label: '继续保存', clause: '10.4' },
  ],
});
export type DataRequestState = StateOf<typeof dataRequestLifecycle>;
