import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { tableOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { SUBGRAPH_TITLES, SUBGRAPHS } from '@heitu/standard';
import { RECOVERY_LIMITS } from './disclosure.policy.ts';

/**
 * The parts that the prober looks at from outside each minute, and the platform as a whole: up while all of them are
 * (11.3.1, 11.3.2). Machines stand in the technical register, and fail in incidents that people record.
 */
export const PROBED_PARTS = ['gateway', 'pages', ...SUBGRAPHS] as const;
export type ProbedPart = (typeof PROBED_PARTS)[number];
export type ProbedUnit = ProbedPart | 'platform';
/** All that is looked at, as people call it. */
export const PROBED_TITLES: Readonly<Record<ProbedUnit, string>> = {
  platform: '整个平台',
  gateway: '网关',
  pages: '网页',
  ...tableOf(SUBGRAPH_TITLES, (title) => `${title}服务`),
};
/** What people call a part where it has failed. */
export const partTitle = (part: ProbedPart): string => PROBED_TITLES[part];
/** So many days are told at once: nine rows a day. */
export const PROBED_DAYS_MAX = 62;
/** The unit of an incident: the prober itself has fallen silent. */
export const PROBER_TITLE = '外部探测';
/** After so long without a word of the prober an incident is opened: a minute is missed on the way now and then. */
export const PROBER_SILENT_MS = 5 * MINUTE_MS;
/** A minute is told after it is over, and may be on its way. */
export const PROBE_ON_ITS_WAY_MS = 2 * MINUTE_MS;
/** Below it a share of time says nothing yet: a day. */
export const JUDGED_MINUTES_MIN = DAY_MS / MINUTE_MS;
/**
 * 11.3.2 asks for 8500 hours between failures that are mended within 4: the share of time that this leaves. 11.3.1
 * gives no figure of its own.
 */
export const AVAILABILITY_MIN =
  RECOVERY_LIMITS.meanTimeBetweenFailuresHours /
  (RECOVERY_LIMITS.meanTimeBetweenFailuresHours + RECOVERY_LIMITS.softwareRecoveryHours);
/** How busy the processors may be: on average, so that a day's peak of three times fits twice; at the highest. */
export const UTILISATION_MAX = { average: 0.7, peak: 0.95 } as const;
export const LOAD_EVERY_MS = MINUTE_MS;

/** Who may tell what was seen: the process that looks from outside, and nobody else. */
export const PROBER = 'prober';
const PROBES_MAX = 500;

const parts = z.array(z.enum(PROBED_PARTS)).max(PROBED_PARTS.length);
/** A minute as it was seen: parts that answered, and parts that did not; what could not be looked at is in neither. */
export const probes = z
  .array(z.object({ atMs: z.number().int().min(0), up: parts, down: parts }))
  .min(1)
  .max(PROBES_MAX);
export type Probe = z.output<typeof probes>[number];
