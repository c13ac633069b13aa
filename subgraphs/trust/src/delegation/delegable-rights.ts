import { oneOf } from '@heitu/kit/rules/enums';
import { StaffRights } from '@heitu/kit/rules/shared-enums';
import { z } from '@heitu/kit/rules/validate';
import { DELEGABLE_RIGHTS } from './delegation.policy.ts';

/** What is delegated, each once. */
export const delegableRights = () =>
  z
    .array(oneOf(StaffRights, DELEGABLE_RIGHTS))
    .min(1)
    .max(DELEGABLE_RIGHTS.length)
    .transform((rights) => [...new Set(rights)].toSorted());
