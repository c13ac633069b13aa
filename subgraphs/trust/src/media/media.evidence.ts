import { YES } from '@heitu/kit/data/entities';
import { info, reviewed, type EvidenceFigure, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { countRows, within } from '../counting.ts';
import { mediaInUse } from './keepers.ts';
import { ON_SITE_MAX_MS } from './medium.policy.ts';

const named = ({ id, label }: { id: string; label: string }): MissedRow => ({ ref: `BackupMedium:${id}`, text: label });

/** In whose hands each medium is, and that it lies elsewhere: two people have signed for where it went (11.7.4). */
export async function mediaFigures(context: TrustContext, period: Period): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const media = await mediaInUse(context);
  return [
    reviewed.present(
      '有人保管、放在异地的离线介质',
      media.filter(({ isHeld, isOffSite }) => isHeld && isOffSite === YES).length,
      '件',
    ),
    reviewed.noneOf(
      '没有在岗的人保管的离线介质',
      media.filter(({ isHeld }) => !isHeld),
      '件',
      named,
      media.length,
    ),
    reviewed.noneOf(
      `放在机房同一处超过${ON_SITE_MAX_MS / DAY_MS}天的离线介质`,
      media.filter((one) => one.isOffSite !== YES && one.heldSinceMs < nowMs - ON_SITE_MAX_MS),
      '件',
      named,
      media.length,
    ),
    info('双方签过字的交接', await countRows(context, 'MediumHandover', ...within('confirmedAtMs', period)), '次'),
  ];
}
