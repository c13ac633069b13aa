import { isDuplicateKey } from '@heitu/kit/data/orm';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { MediumKinds } from '../enums.ts';
import { BackupMedium } from './medium.entity.ts';
import { mediumLifecycle } from './medium.lifecycle.ts';
import { MEDIA_KEEPERS } from './medium.policy.ts';
import { BackupMediumView, mediaById } from './medium.view.ts';
import { mediumInput } from './medium-input.ts';

/** Whoever writes a medium down has it in their hands (11.7.4). */
export const registerMedium = mutation({
  name: 'registerMedium',
  description: 'Writes down an off-line medium; who writes it down has it from then on.',
  may: permit.role(...MEDIA_KEEPERS),
  input: z.object({
    label: line(40, 2).describe('As it is written on the medium; each label once.'),
    kind: oneOf(MediumKinds).describe('What it is.'),
    ...mediumInput,
  }),
  requestId: 'must',
  refusals: { LABEL_TAKEN: { message: '已经登记过这个编号的介质', clause: '11.7.4.dz' } },
  shows: rowAfter(BackupMediumView, mediaById),
  async run(context, input, refuse) {
    const nowMs = context.clock.now();
    const medium = { ...input, holderId: context.actor.id, heldSinceMs: nowMs, registeredAtMs: nowMs };
    try {
      return await context.transaction(async (tx) => {
        const id = context.newId();
        await tx.em.insert(BackupMedium, { id, ...medium, state: mediumLifecycle.initial });
        tx.audit({ type: 'backup-medium', id, clause: '11.7.4.dz' });
        return ok({ id });
      });
    } catch (error) {
      if (isDuplicateKey(error)) return refuse('LABEL_TAKEN', 'label');
      throw error;
    }
  },
});
