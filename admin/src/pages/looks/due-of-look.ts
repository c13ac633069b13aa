import type { LookState } from '../../api/admin.ts';

interface Look {
  state: LookState;
  dueAt: string;
  appealDueAt: string | null;
  answerDueAt: string | null;
}

/** By when the next one has to do something; nothing where it is at an end. */
export const dueOfLook = ({ state, dueAt, appealDueAt, answerDueAt }: Look) =>
  ({ WAITING: dueAt, BLOCKED: appealDueAt, APPEALED: answerDueAt })[String(state)];
