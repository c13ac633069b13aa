import { lazy, type ComponentType } from 'react';

/** A page of the menu, or below one. `asks`: the root field without which it is empty; who may not ask for it does not see it. */
export interface Place {
  path: string;
  title: string;
  group?: string;
  asks?: string;
  page: ComponentType;
}
type Load = () => Promise<Record<string, ComponentType>>;
/** Each page is loaded when it is first opened. */
const page = (load: Load, name: string): ComponentType => lazy(async () => ({ default: (await load())[name]! }));

export const PLACES: readonly Place[] = [
  { path: '/', title: '今日待办', group: '总览', page: page(() => import('./pages/dashboard.tsx'), 'Dashboard') },
];
