import { relative } from 'node:path';
import { z } from 'zod';

/** What jest writes of a run. */
export const toldByJest = z.object({ testResults: z.array(z.object({ name: z.string(), status: z.string() })) });
/** More than so many are no chance. */
export const AGAIN_MAX = 2;

/**
 * Which files of the pages' specs are played once more: the one or two that went red. A browser waits by the wall's
 * clock, which a busy machine does not keep up with; what is broken is red again (decision 89).
 */
export function toPlayAgain({ testResults }: z.infer<typeof toldByJest>, root: string): string[] {
  const red = testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(root, name));
  return red.length <= AGAIN_MAX ? red : [];
}
