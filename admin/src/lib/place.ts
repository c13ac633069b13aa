import type { ComponentType } from 'react';
import type { Role } from '../api/admin.ts';

/**
 * A page of the menu, or below one. `asks`: the root field without which it is empty; who may not ask for it does not
 * see it.
 */
export interface Place {
  path: string;
  title: string;
  group?: string;
  asks?: string;
  page: ComponentType;
  /** Businesses that have this page at a desk, too; what says nothing is the operator's people's. */
  also?: readonly Role[];
}
