import { movesOf } from '@heitu/kit/data/moves';
import { PermissionVersion } from './version.entity.ts';
import { versionLifecycle } from './version.lifecycle.ts';

export const versions = movesOf(PermissionVersion, versionLifecycle);
