import { goodsPlants } from './goods.plants.ts';
import { looksPlants } from './looks.plants.ts';
import { moneyPlants } from './money.plants.ts';
import { partyPlants } from './party.plants.ts';
import type { Plants } from './plant.ts';
import { roadPlants } from './road.plants.ts';
import { sellingPlants } from './selling.plants.ts';
import { trustPlants } from './trust.plants.ts';

/** By entry of the standard: what is planted in the demo county, and what mends it. */
export const PLANTS: Plants = {
  ...trustPlants,
  ...partyPlants,
  // First: a shop that a later plant changes waits for a look itself.
  ...looksPlants,
  ...goodsPlants,
  ...sellingPlants,
  ...moneyPlants,
  ...roadPlants,
};
