import type { IconName } from './Icon';

/** By the catalog's kinds of goods: those at the top, and those below that have a look of their own. */
const ICONS: Readonly<Record<string, IconName>> = {
  grain: 'rice',
  beans: 'bean',
  fungi: 'mush',
  fruit: 'fruit',
  vegetables: 'cabb',
  livestock: 'hen',
  eggs: 'egg',
  fish: 'fish',
  honey: 'honey',
  nuts: 'nut',
  frozen: 'snow',
  oil: 'oil',
  dairy: 'milk',
  herbs: 'leaf',
};
export const iconOfKind = (id: string, parentId?: string | null): IconName =>
  ICONS[id] ?? ICONS[parentId ?? ''] ?? 'box';
