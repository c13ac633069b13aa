import { identifier, line, z } from '@heitu/kit/rules/validate';

export const mediumId = () => identifier().describe('The medium.');
/** What whoever has a medium says of where it lies. */
export const mediumInput = {
  place: line(80, 2).describe('Where it lies.'),
  isOffSite: z.boolean().describe('Whether that is elsewhere than the machines whose data is on it.'),
};
