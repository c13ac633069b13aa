import { movesOf } from '@heitu/kit/data/moves';
import { DatabaseSighting } from './sighting.entity.ts';
import { sightingLifecycle } from './sighting.lifecycle.ts';

export const sightings = movesOf(DatabaseSighting, sightingLifecycle);
